import StrictJSON

/// Frames that are old, altered, or not yet.
struct StaleFrames: Attack {
    let card = AttackCard(
        11, "A stale, an altered and a future frame", against: "protection 3",
        link: "Attacks.md#the-code")

    /// Seconds for which a frame is taken after its end, and one more.
    private static let grace = 4

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Frames with turned bits, with another step, and after their time.")
        let page = try await stage.browser().start()
        let frame = try await page.frame().json
        var phone = stage.phone()
        let parts = page.payloadParts
        guard parts.count == 3, let step = Int(parts[1]) else {
            throw AttackFailure.refused("a payload of another form: \(page.payload)")
        }
        for (name, parts) in Self.forgeries(token: parts[0], step: step, mac: parts[2]) {
            let answer = try await phone.scan(
                stage.issuer + "/q/" + parts.joined(separator: "."))
            finding.check(answer.refuses(404, "unknown_code"), "\(name): \(answer.brief)")
        }
        guard let validFor = frame["valid_for"]?.integer, let old = frame["payload"]?.string else {
            finding.check(false, "rotation is off: a photograph stays good while the page waits")
            return
        }
        let wait = Int(validFor) + Self.grace
        guard wait <= stage.counts.longestWaitSeconds else {
            finding.note("a stale frame was not waited for: it takes \(wait) s")
            return
        }
        try await Task.sleep(for: .seconds(wait))
        let stale = try await phone.scan(old)
        finding.check(stale.refuses(410, "stale_code"), "after \(wait) s: \(stale.brief)")
        let status = try await page.status()
        finding.check(status == "waiting", "the page reads \(status)")
    }

    private static func forgeries(
        token: String, step: Int, mac: String
    ) -> [(String, [String])] {
        func turned(_ text: String) -> String {
            (text.hasPrefix("A") ? "B" : "A") + text.dropFirst()
        }
        return [
            ("another MAC", [token, "\(step)", turned(mac)]),
            ("no MAC", [token, "\(step)", ""]),
            ("half a MAC", [token, "\(step)", String(mac.prefix(mac.count / 2))]),
            ("the next step", [token, "\(step + 1)", mac]),
            ("a far step", [token, "\(step + 1_000_000)", mac]),
            ("a step before the first", [token, "-1", mac]),
            ("another token", [turned(token), "\(step)", mac]),
            ("a step with a sign", [token, "+\(step)", mac]),
            ("a step with a zero in front", [token, "0\(step)", mac]),
        ]
    }
}
