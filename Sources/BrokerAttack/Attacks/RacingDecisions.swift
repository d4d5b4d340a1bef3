import StrictJSON

/// Yes, no and the page's own end of a login in the same instant.
struct RacingDecisions: Attack {
    let card = AttackCard(
        26, "Confirm, deny, cancel and expiry race", against: "INV-5, INV-6, protection 11",
        link: "Attacks.md#what-is-kept")

    /// Seconds that a decision may take where the deadline is raced as well; where it may take
    /// longer, the attack on deadlines alone waits for them.
    private static let shortDecision = 5

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let count = stage.counts.races
        finding.begin("\(count) times yes, no and cancel at once, some of them at the deadline.")
        var outcomes: [Outcome] = []
        while outcomes.count < count {
            let begun = outcomes.count
            outcomes += try await stage.parallel(min(8, count - begun)) { index in
                try await race(stage, begun + index)
            }
        }
        let torn = outcomes.filter { !$0.isWhole }
        let example = torn.first.map { ", such as \($0.said)" } ?? ""
        finding.check(torn.isEmpty, "\(torn.count) of \(count) ended torn\(example)")
        let restless = outcomes.filter { !$0.stayed }
        finding.check(restless.isEmpty, "\(restless.count) changed after their end")
        let endings = Dictionary(grouping: outcomes, by: \.ending).mapValues(\.count)
        finding.note(
            "they ended as \(endings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
        )
    }

    private struct Outcome: Sendable {
        let ending: String
        let isWhole: Bool
        let stayed: Bool
        let said: String
    }

    private func race(_ stage: AttackStage, _ index: Int) async throws -> Outcome {
        let page = try await stage.browser(index % 50).start()
        var scanned = stage.phone(100 + index)
        try await scanned.scan(page)
        let phone = scanned
        let members = try await phone.confirmation(page)
        if index % 8 == 7, let seconds = phone.scanned["expires_in"]?.integer,
            seconds <= Self.shortDecision
        {
            try await Task.sleep(for: .seconds(Int(seconds)) - .milliseconds(5))
        }
        async let yes = phone.send("confirm", members)
        async let no = phone.send("deny", phone.login)
        async let end = page.cancel()
        let answers = try await (yes: yes, no: no, end: end)
        let first = try await page.read()
        let second = try await page.read()
        let status = first.json["status"]?.string ?? "-"
        // Whoever was told that it is so must find it so.
        var isWhole = !(answers.no.isSuccess && answers.end.isSuccess)
        if answers.no.isSuccess { isWhole = isWhole && status == "denied" }
        if answers.end.isSuccess { isWhole = isWhole && status == "cancelled" }
        if first.json["result"] != nil { isWhole = isWhole && status == "approved" }
        return Outcome(
            ending: status, isWhole: isWhole,
            stayed: second.json["version"] == first.json["version"],
            said:
                "yes \(answers.yes.brief), no \(answers.no.brief), end \(answers.end.brief), \(status)"
        )
    }
}
