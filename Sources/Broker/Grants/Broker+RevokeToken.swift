import LoginFlow
import Secrets
import SessionStore

extension Broker {
    /// Ends the grant that a token belongs to (RFC 7009). A token that is none, or another portal's,
    /// is no error and changes nothing.
    package func revokeToken(
        _ token: String, by party: RelyingParty
    ) async throws(BrokerRefusal) {
        var grant = try await refreshToken(token)?.1
        if grant == nil, let id = verified(accessToken: token).flatMap(Self.grantID) {
            grant = try await stored { () async throws(StoreFailure) in
                try await store.grant(id)
            }
        }
        guard let grant, grant.clientID == party.id else { return }
        try await stored { () async throws(StoreFailure) in try await store.revoke(grant.id) }
    }
}
