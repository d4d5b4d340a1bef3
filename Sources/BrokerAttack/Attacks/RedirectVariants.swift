import StrictJSON
import Tokens

/// Redirect URIs that look like the registered one, and codes of one login in another.
struct RedirectVariants: Attack {
    let card = AttackCard(
        15, "Login CSRF, code injection and variants of the redirect URI",
        against: "INV-3, protection 5",
        link: "Attacks.md#the-result")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let variants = Self.variants(of: stage.plan.client.redirectURI)
        finding.begin(
            "\(variants.count) variants of the redirect URI; a code with another login's verifier.")
        for variant in variants {
            let visit = try await stage.browser().visit(["redirect_uri": variant])
            finding.check(
                visit.location == nil && visit.cookie == nil && visit.answer.status >= 400,
                "a browser with \(variant.suffix(40)): \(visit.answer.brief)")
        }
        for extra in [("redirect_uri", "https://evil.example/"), ("client_id", "another")] {
            let visit = try await stage.browser().visit(extra: [extra])
            finding.check(visit.location == nil, "two of \(extra.0): \(visit.answer.brief)")
        }
        try await creations(variants, stage, &finding)
        try await injection(stage, &finding)
    }

    /// What attackers have got past comparisons that were not by the letter (RFC 9700, 4.1.3).
    static func variants(of uri: String) -> [String] {
        let parts = uri.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        let host = parts.count > 2 ? String(parts[2]) : ""
        let rest = parts.count > 3 ? "/" + parts[3] : ""
        let scheme = uri.hasPrefix("https") ? "https" : "http"
        return [
            uri + "/", uri + "?", uri + "?next=https://evil.example", uri + "#x", uri + " ",
            uri + "\u{0}", uri + "/../evil", uri.uppercased(),
            "\(scheme)://\(host).evil.example\(rest)",
            "\(scheme)://\(host)@evil.example\(rest)", "\(scheme)://\(host)/\(rest)",
            "\(scheme)://evil.example\\@\(host)\(rest)", "https://evil.example/",
            "javascript:alert(1)", "//evil.example/",
        ]
    }

    private func creations(
        _ variants: [String], _ stage: AttackStage, _ finding: inout Finding
    ) async throws {
        for variant in variants.prefix(4) {
            let answer = try await stage.browser(2).create(["redirect_uri": .string(variant)])
            finding.check(!answer.isSuccess, "a creation with a variant: \(answer.brief)")
        }
        guard stage.plan.client.secret == nil else { return }
        for changes in [["code_challenge": nil], ["code_challenge_method": "plain"]]
            as [[String: String?]]
        {
            let visit = try await stage.browser(2).visit(changes)
            finding.check(visit.id == nil, "without a good PKCE challenge: \(visit.answer.brief)")
        }
    }

    private func injection(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let mark = SystemRandom.text()
        let attacker = try await stage.browser().start(["state": .string(mark)])
        var phone = stage.phone()
        try await phone.approve(attacker)
        let victim = try await stage.browser(3).start()
        let result = try await attacker.read().json["result"]
        guard let code = result?["code"]?.string else { throw AttackFailure.refused("no code") }
        finding.check(
            result?["state"]?.string == mark, "the result carries the state of its own login")
        finding.check(
            result?["iss"]?.string == stage.issuer, "and names its issuer (RFC 9207)")
        let injected = try await attacker.redeem(code, ["code_verifier": victim.verifier])
        finding.check(
            injected.refuses(400, "invalid_grant"), "the code in another login: \(injected.brief)")
        let bare = try await attacker.redeem(code, ["code_verifier": nil])
        finding.check(!bare.isSuccess, "the code without a verifier: \(bare.brief)")
        let elsewhere = try await attacker.redeem(code, ["redirect_uri": "https://evil.example/"])
        finding.check(!elsewhere.isSuccess, "the code for another address: \(elsewhere.brief)")
        let good = try await attacker.redeem(code)
        finding.check(good.isSuccess, "for its own login it is still good: \(good.brief)")
    }
}
