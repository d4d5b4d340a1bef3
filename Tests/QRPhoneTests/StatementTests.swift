import Base64URL
import StrictJSON
import Testing
import Tokens

@testable import qrphone

@Suite struct StatementTests {
    static let speaker = Speaker(wallet: "w", person: "zhang-wei", device: "phone-1")

    @Test("A statement names speaker, audience, time, id, act, device and its members")
    func claims() {
        let claims = Statement.claims(
            .scan, ["qr": "x"], by: Self.speaker, audience: "https://login.example",
            now: 1_000, id: "id-12345")
        #expect(
            JSONValue.object(claims) == [
                "iss": "w", "sub": "zhang-wei", "aud": "https://login.example", "iat": 1_000,
                "exp": 1_060, "jti": "id-12345", "act": "scan",
                "device": ["id": "phone-1", "model": "qrphone", "os": "Linux"], "qr": "x",
            ])
    }

    @Test("What is signed verifies with the key's public half and carries the type")
    func signed() throws {
        let key = SigningKey.newES256()
        let signer = Signer(speaker: Self.speaker, issuer: "https://login.example", key: key)
        let statement = try CompactJWS(parsing: signer.statement(.status, ["sid": "s"]))
        #expect(statement.header["typ"]?.string == "qrlogin+jwt")
        #expect(statement.header["kid"]?.string == key.publicKey.thumbprint)
        let payload = try #require(statement.payload(verifiedBy: key.publicKey))
        #expect(payload["sid"]?.string == "s")
        #expect(payload["act"]?.string == "status")
    }

    @Test("No two statements have the same id, and an id has 22 characters")
    func ids() {
        let ids = Set((0..<1_000).map { _ in Statement.newID() })
        #expect(ids.count == 1_000)
        #expect(ids.allSatisfy { $0.count == 22 })
    }

    @Test("A confirmation carries only what is known")
    func confirmation() {
        #expect(ConfirmDetails().members == [:])
        let details = CredentialDetails(kind: .delegated, type: "passport", expiresAt: "2030")
        let full = ConfirmDetails(
            number: "07", credential: Credential(id: "id-card", details: details),
            enteredPIN: true, scopes: [], terms: [],
            actingFor: .organisation(id: "91630000", name: "青海测试", role: nil),
            claims: ["name": "张伟"], portrait: Examples.jpeg)
        #expect(
            full.members == [
                "number": "07", "credential": "id-card",
                "credential_details": [
                    "kind": "delegated", "type": "passport", "status": "valid",
                    "expires_at": "2030",
                ], "scopes": [], "amr": ["pin"], "acting_for": "91630000",
                "organisation": ["name": "青海测试"], "claims": ["name": "张伟"],
                "portrait": .string(Examples.jpeg.digest),
            ])
    }

    @Test("For themself, for an organisation known by its id only, or nothing said")
    func actingFor() {
        #expect(ConfirmDetails(actingFor: .themself).members == ["for_self": true])
        let bare = ActingFor.organisation(id: "o", name: nil, role: nil)
        #expect(ConfirmDetails(actingFor: bare).members == ["acting_for": "o"])
        #expect(ConfirmDetails(credential: Credential(id: "c")).members == ["credential": "c"])
    }

    @Test("A denial says why and nothing else")
    func denial() {
        #expect(Decision.deny(.notMe).members == ["reason": "not_me"])
        #expect(Decision.deny(.changedMind).members == ["reason": "changed_mind"])
    }

    @Test("Each face result says what the contract wants")
    func faceResults() {
        let pass = FaceResult.pass.members(reference: "r")
        #expect(pass["result"]?.string == "pass" && pass["liveness"]?.bool == true)
        let fake = FaceResult.fail(reason: "not_live").members(reference: "r")
        #expect(fake["reason"]?.string == "not_live" && fake["liveness"]?.bool == false)
        let error = FaceResult.error.members(reference: "r")
        #expect(error["result"]?.string == "error" && error["reason"]?.string == "provider_error")
    }
}
