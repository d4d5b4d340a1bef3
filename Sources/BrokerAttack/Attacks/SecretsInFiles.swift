import StrictJSON

/// The deployment's files are searched for what opens doors.
struct SecretsInFiles: Attack {
    let card = AttackCard(
        38, "Secrets and persons in files and logs", against: "INV-11, protection 17",
        link: "Attacks.md#what-is-kept")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Logins approved, denied, refused and open; every secret of them looked for.")
        let files = SearchedFiles(stage.plan.inside)
        guard !files.isEmpty else { throw AttackFailure.needs("--database or --log") }
        var secrets: [(String, String)] = [("a released name", "Yourcenar")]
        for ending in ["approved", "denied", "open"] {
            let page = try await stage.browser().start(["login_hint": "Hinted-Crayencour-1914"])
            secrets += [
                ("the page's secret", page.token),
                ("the scan token", page.payloadParts.first ?? ""),
                ("a verifier", page.verifier), ("a hint", "Hinted-Crayencour"),
            ]
            if let typed = page.userCode { secrets.append(("a typed code", typed)) }
            if ending == "open" { continue }
            var phone = stage.phone()
            try await phone.scan(page)
            secrets += [
                ("a person", phone.person), ("a device", phone.device),
                ("a challenge", phone.challenge),
            ]
            if ending == "denied" {
                _ = try await phone.send("deny", phone.login)
            } else {
                try await phone.approve(page)
                let code = try await page.code() ?? "-"
                let tokens = try await page.redeem(code).json
                secrets.append(("a code", code))
                for name in ["access_token", "id_token", "refresh_token"] {
                    let signature = tokens[name]?.string?.split(separator: ".").last
                    if let signature { secrets.append(("the \(name)", String(signature))) }
                }
            }
        }
        let forger = stage.attackerPhone(1)
        let forged = Forgery.flipped(
            forger.statement("scan", ["qr": "x"]), part: 2, byte: 1, bit: 1)
        _ = try await forger.post(forged, to: "scan")
        secrets.append(("a person who was refused", forger.person))
        if let secret = stage.plan.client.secret { secrets.append(("the portal's secret", secret)) }
        try files.search(secrets, &finding)
    }
}
