import LoginFlow
import Secrets
import StrictJSON
import Tokens

extension Broker {
    /// Finds out which portal is talking, by the one way it is registered for.
    ///
    /// - Throws: `invalidClient` for everything that does not fit, unknown portals too.
    package func client(_ proof: ClientProof) throws(BrokerRefusal) -> RelyingParty {
        switch proof {
        case .none(let id):
            guard let party = settings.relyingParties[id], party.isPublic
            else { throw .invalidClient }
            return party
        case .secret(let id, let secret):
            guard let party = settings.relyingParties[id],
                case .secret(let digest) = party.authentication,
                digest == Digest(sha256: Array(secret.utf8))
            else { throw .invalidClient }
            return party
        case .assertion(let id, let jwt): return try client(id, jwt)
        }
    }

    /// `private_key_jwt`: signed by the portal, for us, not run out, about itself.
    private func client(_ id: String?, _ jwt: String) throws(BrokerRefusal) -> RelyingParty {
        guard let jws = try? CompactJWS(parsing: jwt), !jws.header.keys.contains("crit"),
            let kid = jws.header["kid"]?.string,
            let issuer = jws.unverifiedPayload["iss"]?.string, id == nil || id == issuer,
            let party = settings.relyingParties[issuer],
            case .keys(let keys) = party.authentication, let key = keys[kid],
            let claims = jws.payload(verifiedBy: key), claims["sub"]?.string == issuer,
            isForTokenEndpoint(claims["aud"]), let expires = claims["exp"]?.number
        else { throw .invalidClient }
        let now = Double(clock.now().seconds)
        guard expires > now, expires <= now + Self.clientAssertionLifetime
        else { throw .invalidClient }
        return party
    }

    /// Seconds; OpenID Connect clients usually write 60 to 300.
    private static var clientAssertionLifetime: Double { 600 }

    private func isForTokenEndpoint(_ audience: JSONValue?) -> Bool {
        let ours: [JSONValue] = [
            .string(settings.issuer), .string(settings.issuer + "/token"),
        ]
        return switch audience {
        case .array(let many): many.contains(where: ours.contains)
        case let one?: ours.contains(one)
        case nil: false
        }
    }
}
