import Base64URL
import Crypto
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Tokens

extension Broker {
    /// How long an ID token is good: it is read once, right after the login.
    private static var idTokenLifetime: Seconds { 600 }

    func tokens(
        for record: SessionRecord, _ approval: Approval, _ party: RelyingParty,
        _ token: Secret<AccessKeyKind>
    ) throws(BrokerRefusal) -> RedeemedTokens {
        guard let key = signers.key(party.idTokenAlgorithm) else {
            throw .unavailable("no \(party.idTokenAlgorithm.rawValue) signing key")
        }
        let accessToken = token.exposedText
        let claims = idToken(record, approval, party, accessToken)
        guard let idToken = try? CompactJWS.signed(claims, type: "JWT", by: key)
        else { throw .unavailable("the signing key does not sign") }
        return RedeemedTokens(
            accessToken: accessToken, expiresIn: Self.accessTokenLifetime.count,
            idToken: idToken, scope: (["openid"] + approval.scopes).joined(separator: " "))
    }

    private func idToken(
        _ record: SessionRecord, _ approval: Approval, _ party: RelyingParty,
        _ accessToken: String
    ) -> JSONObject {
        let now = clock.now()
        let amr = methods(record.session, approval)
        var claims: JSONObject = [
            "iss": .string(settings.issuer),
            "sub": .string(subject(wallet: approval.wallet, sub: approval.sub, for: party)),
            "aud": .string(party.id), "azp": .string(party.id),
            "exp": .integer((now + Self.idTokenLifetime).seconds),
            "iat": .integer(now.seconds), "auth_time": .integer(approval.at.seconds),
            "acr": .string(AssuranceLevel.name(AssuranceLevel.of(methods: amr))),
            "amr": .array(amr.map(JSONValue.string)),
            // Not the session id: it names the sign-in to the portal and opens nothing here.
            "sid": .string(Base64URL.encode(random(16))),
            "at_hash": .string(Self.leftHalfHash(accessToken)),
        ]
        claims.append("nonce", record.session.request.nonce)
        return claims
    }

    /// What was really done, in the words of RFC 8176.
    private func methods(_ session: LoginSession, _ approval: Approval) -> [String] {
        var amr = approval.amr
        if session.faceVerdicts.last == .pass { amr.append("face") }
        if amr.count > 1 { amr.append("mfa") }
        return amr
    }

    /// `at_hash` (OpenID Connect Core 3.1.3.6), SHA-256 for both algorithms in use.
    private static func leftHalfHash(_ token: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(token.utf8)).prefix(16))
    }

    /// The subject of an ID token that this broker made for this portal, run out or not.
    func subject(ofHint hint: String, for party: RelyingParty) -> String? {
        guard let jws = try? CompactJWS(parsing: hint), let kid = jws.header["kid"]?.string,
            let key = signers.publicKeys[kid], let claims = jws.payload(verifiedBy: key),
            claims["iss"]?.string == settings.issuer, claims["aud"]?.string == party.id
        else { return nil }
        return claims["sub"]?.string
    }
}
