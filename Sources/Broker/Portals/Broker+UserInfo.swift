import LoginFlow
import Secrets
import SessionStore
package import StrictJSON

extension Broker {
    /// The released claims of the person, for whoever holds the access token.
    package func userInfo(
        accessToken: String
    ) async throws(BrokerRefusal) -> JSONValue {
        guard let token = Secret<AccessKeyKind>(text: accessToken, byteCount: 32)
        else { throw .invalidToken }
        let grant = try await stored { () async throws(StoreFailure) in
            try await store.grant(token: Digest(of: token))
        }
        guard let grant, !grant.isRevoked, clock.now() < grant.expiresAt,
            settings.relyingParties[grant.clientID] != nil,
            let text = try? keys.open(
                grant.claims, label: SealLabel.claims, for: grant.session),
            let claims = try? JSONValue(parsing: text)
        else { throw .invalidToken }
        return claims
    }
}
