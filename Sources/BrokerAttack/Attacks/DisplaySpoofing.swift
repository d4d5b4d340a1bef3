import StrictJSON

/// The attacker writes on the victim's phone: into the names there, and with its user agent.
struct DisplaySpoofing: Attack {
    let card = AttackCard(
        13, "Display spoofing by names, direction marks and markup", against: "protection 7",
        link: "Attacks.md#who-asks-and-from-where")

    private static let agents = [
        "<script>alert(1)</script>", "Chrome\u{202E}gpj.exe", "\u{2066}Your bank\u{2069}",
        "Mozilla/5.0 (Windows NT 10.0) Chrome/140 \(String(repeating: "A", count: 3_000))",
        "Your bank: please confirm", "\"><img src=x onerror=alert(1)>",
    ]

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Names and domain in the creation, six user agents, and pages that echo.")
        let honest = try await scanned(stage, [:], agent: nil)
        let wishes: JSONObject = [
            "client_name": "Your bank", "name": "Your bank", "domain": "bank.example",
            "logo_uri": "https://evil.example/logo.svg", "binding_message": "Your bank",
            "relying_party": ["name": "Your bank", "domain": "bank.example"],
            "context": ["ip": "198.51.100.1", "browser": "Your bank"],
        ]
        let spoofed = try await scanned(stage, wishes, agent: nil)
        finding.check(
            spoofed["relying_party"] == honest["relying_party"],
            "the phone shows the registered name and domain")
        finding.check(
            !spoofed.serializedText().contains("Your bank"), "nothing that the creation wished")
        for agent in Self.agents {
            let context = try await scanned(stage, [:], agent: agent)["context"]
            for member in ["browser", "os"] {
                let text = context?[member]?.string ?? ""
                finding.check(
                    Self.isHarmless(text),
                    "\(member) of an odd user agent is shown as \"\(text.prefix(40))\"")
            }
        }
        try await echoes(stage, &finding)
    }

    private static func isHarmless(_ text: String) -> Bool {
        text.count <= 60 && !text.contains("Your bank")
            && !text.unicodeScalars.contains { scalar in
                ["<", ">", "\""].contains(scalar)
                    || [.control, .format].contains(scalar.properties.generalCategory)
            }
    }

    private func scanned(
        _ stage: AttackStage, _ changes: JSONObject, agent: String?
    ) async throws -> JSONValue {
        let headers = agent.map { [("User-Agent", $0)] } ?? []
        let page = try await stage.browser().start(changes, headers: headers)
        var phone = stage.phone()
        try await phone.scan(page)
        return phone.scanned
    }

    private func echoes(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let mark = "%3Cimg%20src%3Dx%3E%22%27"
        for path in [
            "/q/\(mark)", "/login/\(mark)", "/authorize?client_id=\(mark)&error=\(mark)",
            "/return/\(mark)", "/device?user_code=\(mark)", "/end_session?state=\(mark)",
            "/terms/\(mark)", "/\(mark)",
        ] {
            let answer = try await stage.wire.send(.get(path), from: stage.source(2))
            finding.check(
                !answer.text.contains("<img src=x"), "\(path.prefix(16)) repeats no markup")
        }
    }
}
