import StrictJSON
import Tokens

/// The checks of an ID token (OpenID Connect Core 1.0, section 3.1.3.7).
///
/// The token comes straight from the provider, so the transport vouches for it too; but a program
/// that shows a name must not take it from a token that was made for somebody else.
enum IDToken {
    /// Seconds by which the clocks of the two machines may differ.
    static let clockSkew: Int64 = 60

    /// The person an ID token speaks of.
    ///
    /// - Parameters:
    ///   - jwks: the provider's key set; keys of kinds we do not know are left aside.
    ///   - now: seconds since 1970.
    /// - Throws: `.untrustedToken` with the first claim that is wrong.
    static func subject(
        of text: String, jwks: JSONValue, issuer: String, client: String, now: Int64
    ) throws(LoginFailure) -> String {
        let claims = try verifiedClaims(of: text, jwks: jwks)
        guard claims["iss"]?.string == issuer else { throw .untrustedToken("iss") }
        let audience = claims["aud"]?.array?.compactMap(\.string)
        guard (audience ?? [claims["aud"]?.string ?? ""]).contains(client)
        else { throw .untrustedToken("aud") }
        if let party = claims["azp"]?.string, party != client { throw .untrustedToken("azp") }
        guard let end = claims["exp"]?.integer, now - clockSkew < end
        else { throw .untrustedToken("exp") }
        guard let subject = claims["sub"]?.string, !subject.isEmpty
        else { throw .untrustedToken("sub") }
        return subject
    }

    private static func verifiedClaims(
        of text: String, jwks: JSONValue
    ) throws(LoginFailure) -> JSONObject {
        guard let token = try? CompactJWS(parsing: text) else { throw .untrustedToken("not a JWS") }
        let name = token.header["kid"]?.string
        // A token that names no key may be of any of them.
        let keys = (jwks["keys"]?.array ?? [])
            .compactMap { try? VerificationKey(jwk: $0) }
            .filter { name == nil || $0.kid == name }
        for key in keys {
            if let claims = token.payload(verifiedBy: key) { return claims }
        }
        throw .untrustedToken("signature")
    }
}
