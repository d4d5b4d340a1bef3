import Addresses
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Tokens

extension Broker {
    /// Finds out which portal is talking, by the one way it is registered for.
    ///
    /// - Parameter path: of the endpoint it is talking to, below the issuer.
    /// - Throws: `invalidClient` for everything that does not fit, unknown portals too.
    package func client(
        _ proof: ClientProof, path: String, address: String
    ) async throws(BrokerRefusal) -> RelyingParty {
        let neighbours = IPNetwork.limitKey(address)
        try requireSome(limits.invalidStatementPerAddress, neighbours)
        do throws(BrokerRefusal) {
            return try await client(proof, path)
        } catch {
            if case .invalidClient = error, !isSwitchedOff(proof) {
                count(limits.invalidStatementPerAddress, neighbours)
            }
            throw error
        }
    }

    private func client(
        _ proof: ClientProof, _ path: String
    ) async throws(BrokerRefusal) -> RelyingParty {
        switch proof {
        case .none(let id):
            guard let party = parties[id], party.isPublic
            else { throw .invalidClient }
            return party
        case .secret(let id, let secret):
            guard let party = parties[id],
                case .secret(let digest) = party.authentication,
                digest == Digest(sha256: Array(secret.utf8))
            else { throw .invalidClient }
            return party
        case .assertion(let id, let jwt): return try await client(id, jwt, path)
        }
    }

    /// `private_key_jwt`: signed by the portal, for us, not run out, about itself, and new.
    private func client(
        _ id: String?, _ jwt: String, _ path: String
    ) async throws(BrokerRefusal) -> RelyingParty {
        guard let jws = try? CompactJWS(parsing: jwt), !jws.header.keys.contains("crit"),
            let kid = jws.header["kid"]?.string,
            let issuer = jws.unverifiedPayload["iss"]?.string, id == nil || id == issuer,
            let party = parties[issuer],
            case .keys(let keys) = party.authentication, let key = keys[kid],
            let claims = jws.payload(verifiedBy: key), claims["sub"]?.string == issuer,
            isForUs(claims["aud"], path), let expires = claims["exp"]?.number,
            let jti = claims["jti"]?.string, !jti.isEmpty, jti.utf8.count <= 256
        else { throw .invalidClient }
        let now = Double(clock.now().seconds)
        guard expires > now, expires <= now + Self.clientAssertionLifetime
        else { throw .invalidClient }
        try await useUp(jti: jti, of: party, until: Moment(seconds: Int64(expires) + 1))
        return party
    }

    private func useUp(
        jti: String, of party: RelyingParty, until expiry: Moment
    ) async throws(BrokerRefusal) {
        let used = UsedStatement(
            digest: keys.statement(issuer: "client \(party.id)", jti: jti), forgetAt: expiry,
            deviceKey: nil)
        let outcome = try await stored { () async throws(StoreFailure) in
            try await store.useUp(used)
        }
        guard case .done = outcome else { throw .invalidClient }
    }

    /// Seconds; OpenID Connect clients usually write 60 to 300.
    private static var clientAssertionLifetime: Double { 600 }

    /// For the issuer, the token endpoint or the very endpoint it is shown to (RFC 7523 section 3,
    /// RFC 9126 section 2).
    private func isForUs(_ audience: JSONValue?, _ path: String) -> Bool {
        let ours = ["", "/token", path].map { JSONValue.string(settings.issuer + $0) }
        return switch audience {
        case .array(let many): many.contains(where: ours.contains)
        case let one?: ours.contains(one)
        case nil: false
        }
    }
}
