import StrictJSON
import Tokens

/// A page that is refreshed again and again, and one that refreshes somebody else's login.
struct EndlessRefresh: Attack {
    let card = AttackCard(
        20, "Endless refresh", against: "protections 9, 10", link: "Attacks.md#limits")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Ten refreshes in a row, fifty frames of one code, and a stranger's refresh.")
        var pages = [try await stage.browser().start()]
        for _ in 0..<10 {
            guard let last = pages.last else { break }
            pages.append(try await stage.browser().start(Self.replacing(last, token: last.token)))
        }
        var open = 0
        for page in pages where try await page.status() == "waiting" { open += 1 }
        finding.check(open == 1, "\(open) of \(pages.count) logins are still open")
        var phone = stage.phone()
        let old = try await phone.scan(pages[9].payload)
        finding.check(!old.isSuccess, "the code before the last: \(old.brief)")

        let victim = try await stage.browser(2).start()
        _ = try await stage.browser(3).start(
            Self.replacing(victim, token: SystemRandom.text(bytes: 32)))
        let status = try await victim.status()
        finding.check(status == "waiting", "a login refreshed by a stranger is \(status)")

        let first = try await victim.read().json["expires_in"]?.integer ?? 0
        for _ in 0..<50 { _ = try await victim.frame() }
        let last = try await victim.read().json["expires_in"]?.integer ?? 0
        finding.check(last <= first, "fifty frames lengthen its life by \(max(0, last - first)) s")
    }

    private static func replacing(_ page: LoginPage, token: String) -> JSONObject {
        ["replaces": ["session_id": .string(page.id), "poll_token": .string(token)]]
    }
}
