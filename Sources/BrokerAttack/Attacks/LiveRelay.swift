import StrictJSON

/// The attacker's page is shown to the victim as it turns, and the victim scans it.
struct LiveRelay: Attack {
    let card = AttackCard(
        12, "A live relay of the code from another place", against: "protections 3, 6, 7, 8",
        link: "Attacks.md#who-asks-and-from-where")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("A code of the attacker's page, carried live to a victim somewhere else.")
        finding.limit(
            "a page that relays the number, too, is not stopped, only shown: the person must read it"
        )
        let page = try await stage.browser().start()
        var victim = stage.phone(500)
        try await victim.scan(page)
        let context = victim.scanned["context"]
        let address = page.source.address ?? page.source.forwarded
        if let address {
            let shown = context?["ip"]?.string ?? "-"
            finding.check(
                shown == address, "the victim's phone shows the attacker's address: \(shown)")
            finding.check(
                context?["same_network"]?.bool == false, "and that it is another network")
        } else {
            finding.note("addresses not compared: there is one only; see --trusted-proxy")
        }
        finding.check(context?["new_browser"]?.bool == true, "it says that the browser is new")
        let asks = victim.scanned["asks"]?["number"]?.bool == true
        finding.check(asks, "the number of the attacker's page is asked for: \(asks)")
        guard asks else { return try await program(stage, &finding) }
        finding.check(
            !victim.scanned.serializedText().contains("match_number"),
            "the victim's phone is not told the number")
        var members = try await victim.confirmation(page)
        members["number"] = nil
        let without = try await victim.send("confirm", members)
        finding.check(without.refuses(422, "missing_ask"), "a yes without it: \(without.brief)")
        let number = try await page.matchNumber()
        members["number"] = .string(number == "10" ? "11" : "10")
        let wrong = try await victim.send("confirm", members)
        finding.check(wrong.refuses(422, "wrong_number"), "a yes with a guess: \(wrong.brief)")
        let status = try await page.status()
        finding.check(status == "failed", "one guess, and the attacker's page reads \(status)")
        try await program(stage, &finding)
    }

    /// The code of a program is one fixed text and can be sent to anybody (RFC 8628, section 5.4):
    /// the phone must say what it is.
    private func program(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let client = stage.plan.client
        let started = try await stage.wire.send(
            .post(
                "/device_authorization",
                form: [("client_id", client.id), ("scope", "openid")], client.authorization),
            from: stage.source(1))
        guard let link = started.json["verification_uri_complete"]?.string else {
            return finding.note("a program's code cannot be sent around: \(started.brief)")
        }
        var victim = stage.phone(501)
        let scanned = try await victim.scan(link)
        let warnings = victim.scanned["context"]?["warnings"]?.array?.compactMap(\.string) ?? []
        finding.check(
            !scanned.isSuccess || warnings.contains("program"),
            "a program's code, sent to a victim: \(scanned.brief) with the warnings \(warnings)")
    }
}
