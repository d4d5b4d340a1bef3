import Base64URL
import LoginFlow
import SessionStore
import StrictJSON
import Tokens

/// An access token that is good right now.
struct LiveAccessToken: Sendable {
    let claims: JSONObject
    let grant: Grant
    let facts: GrantFacts
    let scopes: [String]
}

extension Broker {
    /// Finds out what an access token is good for; `nil` for one that is not, whatever the reason.
    func live(accessToken text: String) async throws(BrokerRefusal) -> LiveAccessToken? {
        guard let claims = verified(accessToken: text), let expiry = claims["exp"]?.integer,
            clock.now() < Moment(seconds: expiry), let id = Self.grantID(claims)
        else { return nil }
        let grant = try await stored { () async throws(StoreFailure) in
            try await store.grant(id)
        }
        guard let grant, !grant.isRevoked, let facts = facts(of: grant),
            try await isOpen(grant, facts)
        else { return nil }
        let scopes = (claims["scope"]?.string ?? "").split(separator: " ").map(String.init)
        return LiveAccessToken(claims: claims, grant: grant, facts: facts, scopes: scopes)
    }

    /// The claims of an access token of ours, run out or not. The `typ` keeps an ID token from
    /// passing as one (RFC 9068 section 4).
    func verified(accessToken text: String) -> JSONObject? {
        guard let jws = try? CompactJWS(parsing: text), jws.header["typ"]?.string == "at+jwt",
            let kid = jws.header["kid"]?.string, let key = signers.publicKeys[kid],
            let claims = jws.payload(verifiedBy: key),
            claims["iss"]?.string == settings.issuer, claims["aud"]?.string == settings.issuer
        else { return nil }
        return claims
    }

    static func grantID(_ claims: JSONObject) -> GrantID? {
        guard let text = claims["jti"]?.string, let bytes = Base64URL.decode(text)
        else { return nil }
        return GrantID(bytes: bytes.prefix(GrantID.byteCount))
    }
}
