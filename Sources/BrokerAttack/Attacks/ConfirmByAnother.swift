import StrictJSON
import Tokens

/// Somebody else than the one who scanned decides.
struct ConfirmByAnother: Attack {
    let card = AttackCard(
        4, "Another than the scanner confirms", against: "INV-1, protections 2, 12",
        link: "Attacks.md#the-code")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "Confirmed and denied by another person, by another phone, and with another key.")
        let page = try await stage.browser().start()
        var scanner = stage.phone()
        try await scanner.scan(page)
        var other = stage.phone(2)
        (other.scanned, other.device) = (scanner.scanned, scanner.device)
        var otherDevice = scanner
        otherDevice.device = "attacked-device-of-another"
        for (who, phone) in [("another person", other), ("another phone", otherDevice)] {
            let members = try await phone.confirmation(page)
            let confirmed = try await phone.send("confirm", members)
            finding.check(
                confirmed.refuses(404, "not_found"), "confirm by \(who): \(confirmed.brief)")
            let denied = try await phone.send("deny", phone.login)
            finding.check(denied.refuses(404, "not_found"), "deny by \(who): \(denied.brief)")
        }
        var stranger = scanner
        stranger.deviceKey = .newES256()
        let confirmed = try await stranger.send("confirm", try await scanner.confirmation(page))
        finding.check(confirmed.status == 401, "confirm with a key of nobody's: \(confirmed.brief)")
        let status = try await page.status()
        finding.check(status == "scanned", "the page reads \(status)")
    }
}
