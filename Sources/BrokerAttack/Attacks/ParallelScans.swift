import StrictJSON

/// Twenty phones scan one code in the same instant.
struct ParallelScans: Attack {
    let card = AttackCard(
        3, "Twenty phones scan one code at once", against: "F2, protection 2",
        link: "Attacks.md#the-code")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Twenty people with twenty phones scan the same frame at once.")
        let page = try await stage.browser().start()
        let payload = try await page.currentPayload()
        let scans = try await stage.parallel(20) { index in
            var phone = stage.phone(1 + index)
            let answer = try await phone.scan(payload)
            return (phone: phone, answer: answer)
        }
        let claimants = scans.filter(\.answer.isSuccess)
        finding.check(claimants.count == 1, "\(claimants.count) of 20 scans claimed the login")
        let late = scans.filter { $0.answer.refuses(409, "already_scanned") }
        finding.check(late.count == 19, "\(late.count) were told that somebody was first")
        guard let first = claimants.first?.phone else { return }
        let status = try await first.send("status", ["sid": .string(first.sessionID)])
        let warnings = status.json["warnings"]?.array?.compactMap(\.string) ?? []
        finding.check(
            warnings.contains("second_scan"), "the first phone is warned: \(warnings)")
        let read = try await page.read()
        finding.check(read.json["version"]?.integer == 2, "the page saw one change")
    }
}
