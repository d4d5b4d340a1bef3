import StrictJSON
import Tokens

/// A face result by somebody who may not give one.
struct ForgedFace: Attack {
    let card = AttackCard(
        27, "A forged face result", against: "protections 4, 12", link: "Attacks.md#faces")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "A pass by a key without that right, another phone, a wrong challenge, the body.")
        let page = try await stage.browser().start()
        var scanner = stage.phone()
        let key = SigningKey.newES256()
        let enrolled = try await scanner.send(
            "enrol", ["cnf": ["jwk": key.publicKey.jwk], "attests": []])
        guard enrolled.isSuccess else { throw AttackFailure.refused("enrol: \(enrolled.brief)") }
        scanner.deviceKey = key
        let (phone, check) = try await FaceLogin.begin(page, by: scanner)
        let good = check.result(phone.sessionID, "pass")
        let byKey = try await phone.send("face", good)
        finding.check(
            byKey.refuses(403, "not_attested"),
            "by the phone's key, which has not the right: \(byKey.brief)")
        var stranger = phone
        stranger.deviceKey = .newES256()
        let byStranger = try await stranger.send("face", good)
        finding.check(byStranger.status == 401, "by a key of nobody's: \(byStranger.brief)")
        var other = phone
        other.device = "attacked-device-of-another"
        let byOther = try await other.send("face", good)
        finding.check(!byOther.isSuccess, "by another phone: \(byOther.brief)")

        for (member, name) in [("challenge", "challenge"), ("check_id", "check")] {
            var wrong = good
            wrong[member] = .string(SystemRandom.text(bytes: 32))
            let answer = try await phone.send("face", wrong)
            finding.check(!answer.isSuccess, "with another \(name): \(answer.brief)")
        }
        var bare = good
        bare["result"] = nil
        let statement = phone.statement("face", bare)
        let beside = try await phone.post(
            statement, to: "face", beside: ["result": "pass", "liveness": .bool(true)])
        finding.check(!beside.isSuccess, "a pass in the body only: \(beside.brief)")
        let status = try await page.status()
        finding.check(status == "face_checking", "the page reads \(status)")
    }
}
