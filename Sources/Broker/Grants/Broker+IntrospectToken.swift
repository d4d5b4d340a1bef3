import LoginFlow
import Secrets
import SessionStore
package import StrictJSON

extension Broker {
    /// What a token is good for, for its own portal and for resource servers (RFC 7662). Everybody
    /// else, and for every other token, hears that it is not active.
    package func introspectToken(
        _ token: String, by party: RelyingParty
    ) async throws(BrokerRefusal) -> JSONValue {
        if party.isPublic { throw .invalidClient }
        let inactive: JSONValue = ["active": false]
        if let live = try await live(accessToken: token) {
            guard isOpen(live.grant, to: party) else { return inactive }
            var members: JSONObject = ["active": true]
            for member in live.claims.members { members.append(member.key, member.value) }
            members.append("token_type", live.grant.keyThumbprint == nil ? "Bearer" : "DPoP")
            return .object(members)
        }
        guard let (stored, grant) = try await refreshToken(token), isOpen(grant, to: party),
            !stored.isUsed, !grant.isRevoked, clock.now() < stored.expiresAt,
            let facts = facts(of: grant), try await isOpen(grant, facts)
        else { return inactive }
        return [
            "active": true, "client_id": .string(grant.clientID), "sub": .string(facts.subject),
            "scope": .string(grant.scopes.joined(separator: " ")),
            "exp": .integer(stored.expiresAt.seconds), "iss": .string(settings.issuer),
        ]
    }

    private func isOpen(_ grant: Grant, to party: RelyingParty) -> Bool {
        grant.clientID == party.id || party.introspectsAll
    }

    func refreshToken(
        _ text: String
    ) async throws(BrokerRefusal) -> (RefreshToken, Grant)? {
        guard let token = RefreshTokenSecret(text: text, byteCount: SecretSize.refreshToken)
        else { return nil }
        return try await stored { () async throws(StoreFailure) in
            try await store.grant(refreshToken: Digest(of: token))
        }
    }
}
