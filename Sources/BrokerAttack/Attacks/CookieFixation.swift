/// The attacker's cookie lies in the victim's browser before the victim begins.
struct CookieFixation: Attack {
    let card = AttackCard(
        14, "Cookie fixation at the hosted page", against: "F4, protections 14, 20",
        link: "Attacks.md#browsers")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("A cookie known to the attacker is there when the victim's login begins.")
        let attacker = try await stage.browser(0).arrive()
        let victim = try await stage.browser(1).arrive(headers: [("Cookie", attacker.cookie ?? "")])
        finding.check(victim.id != attacker.id, "the victim gets a login of their own")
        finding.check(victim.cookieValue != attacker.cookieValue, "and a cookie of their own")
        finding.check(victim.cookieValue.count >= 43, "of \(victim.cookieValue.count) characters")
        let fixed = victim.cookieName + "=" + attacker.cookieValue
        for cookie in [fixed, attacker.cookie ?? "", victim.cookieName + "=" + (victim.id ?? "")] {
            let read = try await victim.call(cookie: cookie)
            finding.check(
                read.refuses(404, "not_found"), "reading it with the fixed one: \(read.brief)")
        }
        let own = try await victim.call()
        finding.check(own.isSuccess, "the victim's own cookie reads it: \(own.brief)")
        attributes(of: victim, &finding)
        for headers in [
            [], [("Origin", "https://evil.example")], [("Sec-Fetch-Site", "cross-site")],
        ] {
            let cancelled = try await victim.call("POST", "/cancel", headers: headers)
            finding.check(
                !cancelled.isSuccess, "another site cancels with the cookie: \(cancelled.brief)")
        }
    }

    private func attributes(of visit: HostedVisit, _ finding: inout Finding) {
        let set = visit.answer.header("Set-Cookie")?.lowercased() ?? ""
        for wanted in ["httponly", "path=/"] {
            finding.check(set.contains(wanted), "the cookie is \(wanted)")
        }
        finding.check(
            set.contains("samesite=lax") || set.contains("samesite=strict"),
            "the cookie stays away from other sites' requests")
        finding.check(!set.contains("domain="), "the cookie is for one host alone")
        guard visit.stage.issuer.hasPrefix("https:") else {
            return finding.note("issuer without TLS: the cookie need not be Secure")
        }
        finding.check(
            set.contains("secure") && visit.cookieName.hasPrefix("__Host-"),
            "the cookie is Secure and __Host-")
    }
}
