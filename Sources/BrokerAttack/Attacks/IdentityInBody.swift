import StrictJSON
import Tokens

/// The body names another person than the statement does.
struct IdentityInBody: Attack {
    let card = AttackCard(
        8, "The body says who the person is", against: "F5, INV-2, protection 12",
        link: "Attacks.md#statements")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "The victim's name beside the attacker's statements, in creation, scan, decision, redemption."
        )
        let victim = stage.phone(1)
        let victimSubject = try await subject(of: try await stage.approvedLogin(phone: victim))
        let attacker = stage.phone(2)
        let ownSubject = try await subject(of: try await stage.approvedLogin(phone: attacker))

        let names = Self.names(of: victim.person, victimSubject)
        let page = try await stage.browser(3).start(
            ["sub": .string(victim.person), "subject": .string(victimSubject), "user": "victim"])
        var phone = attacker
        let scan = phone.statement("scan", ["qr": .string(try await page.currentPayload())])
        let scanned = try await phone.post(scan, to: "scan", beside: names)
        guard scanned.isSuccess else { throw AttackFailure.refused("scan: \(scanned.brief)") }
        phone.scanned = scanned.json
        let confirm = phone.statement("confirm", try await phone.confirmation(page))
        let confirmed = try await phone.post(confirm, to: "confirm", beside: names)
        if let check = OpenFaceCheck(confirmed.json) {
            let face = phone.statement("face", check.result(phone.sessionID, "pass"))
            _ = try await phone.post(face, to: "face", beside: names)
        }
        let got = try await subject(of: page, ["sub": victimSubject, "username": victim.person])
        finding.check(got != victimSubject, "the portal was not told of the victim")
        finding.check(got == ownSubject, "the portal was told of the one who signed")
    }

    static func names(of person: String, _ subject: String) -> JSONObject {
        [
            "sub": .string(person), "subject": .string(subject), "user": .string(person),
            "user_id": .string(person), "username": .string(person), "iss": "another-wallet",
            "claims": ["sub": .string(subject), "name": "Somebody Else"],
            "identity": ["sub": .string(person)], "approved": .bool(true),
        ]
    }

    private func subject(
        of page: LoginPage, _ changes: [String: String] = [:]
    ) async throws -> String {
        guard let code = try await page.code() else {
            throw AttackFailure.refused("no code: \(try await page.status())")
        }
        let tokens = try await page.redeem(code, changes)
        guard let token = tokens.json["id_token"]?.string,
            let jws = try? CompactJWS(parsing: token),
            let subject = jws.unverifiedPayload["sub"]?.string
        else { throw AttackFailure.refused("redeem: \(tokens.brief)") }
        return subject
    }
}
