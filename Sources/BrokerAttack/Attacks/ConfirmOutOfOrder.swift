import StrictJSON
import Tokens

/// The steps of a login in every order but theirs.
struct ConfirmOutOfOrder: Attack {
    let card = AttackCard(
        5, "Steps out of their order", against: "protections 2, 11", link: "Attacks.md#the-code")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Confirm, face and redeem before their turn; confirm after a no.")
        let page = try await stage.browser().start()
        var phone = stage.phone()
        phone.scanned = ["session_id": .string(page.id), "challenge": .string(SystemRandom.text())]
        let early = try await phone.send("confirm", phone.login)
        finding.check(!early.isSuccess, "confirm before the scan: \(early.brief)")
        let code = try await page.code()
        finding.check(code == nil, "no code before the scan")
        let redeemed = try await page.redeem(SystemRandom.text(bytes: 32))
        finding.check(!redeemed.isSuccess, "a made-up code: \(redeemed.brief)")

        phone.scanned = .null
        try await phone.scan(page)
        var face = phone.login
        face.append("check_id", SystemRandom.text())
        face.append("result", "pass")
        let judged = try await phone.send("face", face)
        finding.check(!judged.isSuccess, "a face before the decision: \(judged.brief)")
        let wrong = try await phone.send(
            "confirm",
            ["sid": .string(page.id), "challenge": .string(SystemRandom.text(bytes: 32))])
        finding.check(!wrong.isSuccess, "confirm with a challenge of its own: \(wrong.brief)")
        finding.check(try await page.code() == nil, "no code before the decision")

        let members = try await phone.confirmation(page)
        let denied = try await phone.send("deny", phone.login)
        finding.check(denied.isSuccess, "deny: \(denied.brief)")
        let confirmed = try await phone.send("confirm", members)
        finding.check(!confirmed.isSuccess, "confirm after the no: \(confirmed.brief)")
        let status = try await page.status()
        finding.check(status == "denied", "the page reads \(status)")
    }
}
