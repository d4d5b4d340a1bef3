import Base64URL
import Crypto
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Tokens

extension Broker {
    /// Seconds that a proof may be old, and that a client's clock may run ahead.
    private static var proofAge: Int64 { 60 }
    private static var proofSkew: Int64 { 30 }

    /// Verifies a proof of possession (RFC 9449 section 4.3) and uses it up.
    ///
    /// - Parameters:
    ///   - method: of the request it was made for.
    ///   - path: of the endpoint, below the issuer.
    ///   - accessToken: shown with it; `nil` at the token endpoint.
    /// - Returns: the thumbprint of the key.
    package func verifyPossession(
        _ proof: String, method: String, path: String, accessToken: String? = nil
    ) async throws(BrokerRefusal) -> String {
        guard let jws = try? CompactJWS(parsing: proof),
            jws.header["typ"]?.string == "dpop+jwt", !jws.header.keys.contains("crit"),
            let jwk = jws.header["jwk"], jwk["d"] == nil, jwk["k"] == nil,
            let key = try? VerificationKey(jwk: jwk),
            let claims = jws.payload(verifiedBy: key), claims["htm"]?.string == method,
            Self.address(claims["htu"]?.string) == settings.issuer + path,
            let issued = claims["iat"]?.number, let jti = claims["jti"]?.string,
            (1...256).contains(jti.utf8.count),
            accessToken.map({ claims["ath"]?.string == Self.hash($0) }) ?? true
        else { throw .oauth(.invalidDPoPProof) }
        let now = Double(clock.now().seconds)
        guard issued <= now + Double(Self.proofSkew), issued > now - Double(Self.proofAge)
        else { throw .oauth(.invalidDPoPProof) }
        let thumbprint = key.thumbprint
        let used = UsedStatement(
            digest: keys.statement(issuer: "dpop \(thumbprint)", jti: jti),
            forgetAt: Moment(seconds: Int64(issued) + Self.proofAge + 1) + StatementLimit.memory,
            deviceKey: nil)
        let outcome = try await stored { () async throws(StoreFailure) in
            try await store.useUp(used)
        }
        guard case .done = outcome else { throw .oauth(.invalidDPoPProof) }
        return thumbprint
    }

    /// Without query and fragment, as both sides compare it.
    private static func address(_ text: String?) -> String? {
        text.map { String($0.prefix { $0 != "?" && $0 != "#" }) }
    }

    private static func hash(_ token: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(token.utf8)))
    }
}
