import StrictJSON

/// Whoever photographs the code tries to read, draw and cancel the login with what is in it.
struct PhotographerPolls: Attack {
    let card = AttackCard(
        1, "A photographer of the code polls the page's login", against: "F1, protection 1",
        link: "Attacks.md#the-code")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Everything in the code presented as the page's secret.")
        let page = try await stage.browser().start()
        var known = page.payloadParts + [page.payloadParts.joined(separator: "."), page.payload]
        known += [page.id, page.userCode ?? "-", ""]
        for guess in known {
            let read = try await page.read(as: guess)
            finding.check(
                read.refuses(404, "not_found"),
                "reading with \(guess.count) characters of it: \(read.brief)")
            let frame = try await page.frame(as: guess)
            finding.check(!frame.isSuccess, "drawing the next code with it: \(frame.brief)")
        }
        let bare = try await stage.wire.send(.get(page.path), from: page.source)
        finding.check(bare.status == 404, "reading without any secret: \(bare.brief)")
        let status = try await page.status()
        finding.check(status == "waiting", "the page itself still reads \(status)")
        finding.check(
            !page.payload.contains(page.token), "the page's secret is not part of the code")
    }
}
