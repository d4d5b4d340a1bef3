import StrictJSON

/// Another site's page reads, changes or frames.
struct CrossOrigin: Attack {
    let card = AttackCard(
        35, "Cross-origin reads and framing", against: "protection 14", link: "Attacks.md#browsers")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Calls of another origin, and the headers of pages, answers and files.")
        let page = try await stage.browser().start()
        for origin in ["https://evil.example", "null", "\(stage.issuer).evil.example", "file://"] {
            let headers = [("Authorization", "Bearer \(page.token)"), ("Origin", origin)]
            for (method, suffix) in [
                ("GET", ""), ("GET", "/qr"), ("GET", "/page"), ("POST", "/cancel"),
            ] {
                let answer = try await stage.wire.send(
                    WebRequest(method: method, path: page.path + suffix, headers: headers),
                    from: page.source)
                finding.check(
                    !answer.isSuccess, "\(method) \(suffix) of \(origin): \(answer.brief)")
                finding.check(
                    answer.header("Access-Control-Allow-Origin") == nil,
                    "its page may not read the answer")
            }
            let created = try await stage.browser(1).create(headers: [("Origin", origin)])
            finding.check(!created.isSuccess, "a creation of \(origin): \(created.brief)")
        }
        let visit = try await stage.browser(2).arrive()
        for path in [
            "/login/" + (visit.id ?? "-"), "/q/" + page.payloadParts.joined(separator: "."),
            page.path,
            "/jwks", "/static/shared/api.js", "/no-such-page", "/device",
        ] {
            let answer = try await stage.wire.send(.get(path), from: stage.source(3))
            Self.look(at: answer, path, &finding)
        }
    }

    private static func look(
        at answer: WebAnswer, _ path: String, _ finding: inout Finding
    ) {
        let name = path.prefix(12)
        finding.check(
            answer.header("X-Content-Type-Options") == "nosniff", "\(name) is not sniffed")
        finding.check(
            answer.header("Referrer-Policy") == "no-referrer",
            "\(name) tells no other site of itself")
        guard answer.header("Content-Type")?.hasPrefix("text/html") == true else { return }
        let policy = answer.header("Content-Security-Policy") ?? ""
        finding.check(policy.contains("default-src 'none'"), "\(name) loads nothing unnamed")
        finding.check(policy.contains("frame-ancestors 'none'"), "\(name) is not framed")
        finding.check(!policy.contains("unsafe-"), "\(name) runs no inline script")
        finding.check(
            answer.header("Cross-Origin-Opener-Policy") == "same-origin",
            "\(name) is held by no opener")
    }
}
