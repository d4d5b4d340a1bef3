import StrictJSON

/// More is asked for than was registered, granted or released.
struct ScopeEscalation: Attack {
    let card = AttackCard(
        31, "Scope escalation", against: "protection 12", link: "Attacks.md#portals-and-tokens")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "Scopes never registered, never offered, and added when the code is redeemed.")
        let greedy = try await stage.browser().create(["scope": "openid admin everything"])
        finding.check(!greedy.isSuccess, "a creation with strange scopes: \(greedy.brief)")
        let visit = try await stage.browser().visit(["scope": "openid admin"])
        finding.check(visit.id == nil, "a browser with a strange scope: \(visit.answer.brief)")

        let page = try await stage.browser(1).start(["scope": "openid"])
        var phone = stage.phone()
        try await phone.scan(page)
        var members = try await phone.confirmation(page)
        let offered = members["scopes"]?.array ?? []
        members["scopes"] = .array(offered + ["email", "phone", "admin"])
        let confirmed = try await phone.send("confirm", members)
        finding.check(
            !confirmed.isSuccess, "a phone that grants what nobody asked: \(confirmed.brief)")
        try await phone.approve(page)
        guard let code = try await page.code() else { throw AttackFailure.refused("no code") }
        let tokens = try await page.redeem(code, ["scope": "openid profile email admin"])
        let scope = tokens.json["scope"]?.string ?? "openid"
        finding.check(
            Set(scope.split(separator: " ")).isSubset(of: ["openid"]),
            "the tokens are for \"\(scope)\"")
        guard let token = tokens.json["access_token"]?.string else {
            throw AttackFailure.refused("redeem: \(tokens.brief)")
        }
        let info = try await stage.wire.send(
            .get("/userinfo", [("Authorization", "Bearer \(token)")]), from: page.source)
        finding.check(
            !info.text.contains("Yourcenar"), "the name that the phone sent along is not released")
    }
}
