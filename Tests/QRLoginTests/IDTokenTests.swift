import StrictJSON
import Testing
import Tokens

@testable import qrlogin

@Suite struct IDTokenTests {
    private static let key = SigningKey.newES256()
    private static let claims: JSONObject = [
        "iss": "https://login.example", "aud": "my-cli", "sub": "p1", "exp": 1000,
    ]

    private static func subject(
        _ change: (inout JSONObject) -> Void = { _ in }, by signer: SigningKey = key,
        keys: [SigningKey] = [key], now: Int64 = 900
    ) throws -> String {
        var claims = Self.claims
        change(&claims)
        let token = try CompactJWS.signed(claims, type: "JWT", by: signer)
        return try IDToken.subject(
            of: token, jwks: KeySet(keys.map(\.publicKey)).jwks, issuer: "https://login.example",
            client: "my-cli", now: now)
    }

    @Test("A good token names the person")
    func good() throws {
        #expect(try Self.subject() == "p1")
        #expect(try Self.subject { $0["aud"] = ["other", "my-cli"] } == "p1")
        #expect(try Self.subject { $0["azp"] = "my-cli" } == "p1")
        #expect(try Self.subject(keys: [.newES256(), Self.key]) == "p1")
        #expect(try Self.subject(now: 1059) == "p1")
    }

    @Test(
        "A token for somebody else, from somebody else or too old names nobody",
        arguments: [
            ("iss", "https://evil.example"), ("iss", nil), ("aud", "other"), ("aud", nil),
            ("aud", ["other"]), ("azp", "other"), ("exp", nil), ("exp", 840), ("sub", nil),
            ("sub", ""),
        ] as [(String, JSONValue?)])
    func bad(claim: String, value: JSONValue?) {
        #expect(throws: LoginFailure.untrustedToken(claim)) {
            try Self.subject { $0[claim] = value }
        }
    }

    @Test("A key that the provider does not publish signs nothing")
    func foreignKey() {
        #expect(throws: LoginFailure.untrustedToken("signature")) {
            try Self.subject(by: .newES256())
        }
        #expect(throws: LoginFailure.untrustedToken("signature")) { try Self.subject(keys: []) }
    }

    @Test("An unsigned token is none")
    func unsigned() {
        let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwMSJ9."
        #expect(throws: LoginFailure.self) {
            try IDToken.subject(
                of: token, jwks: KeySet([Self.key.publicKey]).jwks,
                issuer: "https://login.example", client: "my-cli", now: 900)
        }
    }

    @Test("Keys of other kinds in the set do no harm")
    func otherKeys() throws {
        let token = try CompactJWS.signed(Self.claims, type: "JWT", by: Self.key)
        let jwks: JSONValue = [
            "keys": [["kty": "oct", "k": "AA"], ["kty": "new"], Self.key.publicKey.jwk]
        ]
        #expect(
            try IDToken.subject(
                of: token, jwks: jwks, issuer: "https://login.example", client: "my-cli", now: 900)
                == "p1")
    }
}
