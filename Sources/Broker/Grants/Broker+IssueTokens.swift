import Base64URL
import Crypto
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Tokens

extension Broker {
    /// How long an access token is good: what is released can be read for so long, and a stolen one
    /// used. With offline access a portal asks for the next one.
    static let accessTokenLifetime: Seconds = 600
    /// How long an ID token is good: it is read once, right after the login.
    private static var idTokenLifetime: Seconds { 600 }

    /// Makes the tokens of a grant.
    ///
    /// - Parameters:
    ///   - scopes: of this access token; the grant's or fewer.
    ///   - nonce: of the request; none at a refresh (OpenID Connect Core 12.2).
    func tokens(
        _ grant: Grant, _ facts: GrantFacts, scopes: [String], nonce: String?,
        _ party: RelyingParty, refreshToken: RefreshTokenSecret?
    ) throws(BrokerRefusal) -> IssuedTokens {
        let now = clock.now()
        let accessToken = try sign(
            accessToken(grant, facts, scopes, party, now), type: "at+jwt", for: party, at: now)
        let idToken = try sign(
            idToken(facts, scopes, nonce, party, accessToken, now), type: "JWT", for: party, at: now
        )
        return IssuedTokens(
            accessToken: accessToken, type: grant.keyThumbprint == nil ? "Bearer" : "DPoP",
            expiresIn: Self.accessTokenLifetime.count, idToken: idToken,
            refreshToken: refreshToken?.exposedText, scope: scopes.joined(separator: " "))
    }

    /// Signs with the newest key of the portal's algorithm.
    func sign(
        _ claims: JSONObject, type: String, for party: RelyingParty, at now: Moment
    ) throws(BrokerRefusal) -> String {
        try sign(claims, type: type, party.idTokenAlgorithm, at: now)
    }

    func sign(
        _ claims: JSONObject, type: String, _ algorithm: SignatureAlgorithm, at now: Moment
    ) throws(BrokerRefusal) -> String {
        guard let key = signers.key(algorithm, at: now),
            let text = try? CompactJWS.signed(claims, type: type, by: key)
        else { throw .unavailable("no \(algorithm.rawValue) key that signs") }
        return text
    }

    /// RFC 9068 section 2.2. Its `jti` begins with the name of the grant, by which it is found.
    private func accessToken(
        _ grant: Grant, _ facts: GrantFacts, _ scopes: [String], _ party: RelyingParty,
        _ now: Moment
    ) -> JSONObject {
        var claims: JSONObject = [
            "iss": .string(settings.issuer), "aud": .string(settings.issuer),
            "sub": .string(facts.subject), "client_id": .string(party.id),
            "iat": .integer(now.seconds),
            "exp": .integer((now + Self.accessTokenLifetime).seconds),
            "jti": .string(Base64URL.encode(grant.id.bytes + random(8))),
            "scope": .string(scopes.joined(separator: " ")),
            "auth_time": .integer(facts.authenticatedAt.seconds),
            "acr": .string(AssuranceLevel.name(facts.level)),
            "amr": .array(facts.methods.map(JSONValue.string)),
        ]
        claims.append("cnf", grant.keyThumbprint.map { ["jkt": .string($0)] })
        return claims
    }

    private func idToken(
        _ facts: GrantFacts, _ scopes: [String], _ nonce: String?, _ party: RelyingParty,
        _ accessToken: String, _ now: Moment
    ) -> JSONObject {
        var claims: JSONObject = [
            "iss": .string(settings.issuer), "sub": .string(facts.subject),
            "aud": .string(party.id), "azp": .string(party.id),
            "exp": .integer((now + Self.idTokenLifetime).seconds),
            "iat": .integer(now.seconds),
            "auth_time": .integer(facts.authenticatedAt.seconds),
            "acr": .string(AssuranceLevel.name(facts.level)),
            "amr": .array(facts.methods.map(JSONValue.string)),
            // Not the session id: it names the sign-in to this portal and opens nothing here.
            "sid": .string(facts.sid),
            "at_hash": .string(Self.leftHalfHash(accessToken)),
        ]
        claims.append("nonce", nonce)
        for member in facts.circumstances.members { claims.append(member.key, member.value) }
        for member in PersonClaims.released(facts.idTokenClaims, by: scopes).members {
            claims.append(member.key, member.value)
        }
        return claims
    }

    /// `at_hash` (OpenID Connect Core 3.1.3.6), SHA-256 for both algorithms in use.
    private static func leftHalfHash(_ token: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(token.utf8)).prefix(16))
    }
}
