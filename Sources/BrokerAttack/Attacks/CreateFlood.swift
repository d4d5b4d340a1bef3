import StrictJSON

/// One address starts logins without end, and says that it is many.
struct CreateFlood: Attack {
    let card = AttackCard(
        22, "A flood of creations, and forged forwarding headers", against: "protections 10, 15",
        link: "Attacks.md#limits")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let count = stage.counts.flood
        finding.begin("\(count) creations from one address, each under another forged one.")
        let source = stage.source()
        var (taken, refusal) = (0, WebAnswer?.none)
        for number in 0..<count {
            let answer = try await stage.browser().create(
                headers: Self.forged(number, behind: source), from: source)
            if answer.status == 429 {
                refusal = answer
                break
            }
            taken += 1
        }
        finding.check(
            refusal != nil, "after \(taken) creations it was \(refusal?.brief ?? "never") refused")
        if let refusal {
            finding.check(refusal.header("Retry-After") != nil, "it is told when to come again")
        }
        guard let address = source.address ?? source.forwarded else {
            return finding.note("what phones show was not compared: there is one address only")
        }
        let page = try await stage.browser(40).start(
            headers: Self.forged(7, behind: stage.source(40)))
        var phone = stage.phone(41)
        try await phone.scan(page)
        let shown = phone.scanned["context"]?["ip"]?.string ?? "-"
        let real = page.source.address ?? page.source.forwarded ?? address
        finding.check(shown == real, "the phone shows the real address: \(shown)")
    }

    /// Everything that proxies are known to write, in the name of an address that is not ours.
    private static func forged(_ number: Int, behind source: Source) -> [(String, String)] {
        let address = "203.0.\(number / 250).\(1 + number % 250)"
        let chain = source.forwarded.map { "\(address), \($0)" } ?? address
        return [
            ("X-Forwarded-For", chain), ("Forwarded", "for=\(address)"),
            ("X-Real-IP", address), ("X-Client-IP", address), ("True-Client-IP", address),
            ("CF-Connecting-IP", address),
        ]
    }
}
