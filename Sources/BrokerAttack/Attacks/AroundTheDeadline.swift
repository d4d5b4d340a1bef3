import StrictJSON

/// Decisions that arrive in the very moment in which the login runs out.
struct AroundTheDeadline: Attack {
    let card = AttackCard(
        19, "Decisions around the deadline", against: "INV-4, protection 9",
        link: "Attacks.md#what-is-kept")

    /// How far from the deadline the decisions are sent, on either side.
    private static let spreadMilliseconds = 10

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let count = stage.counts.deadlines
        finding.begin(
            "\(count) decisions within \(Self.spreadMilliseconds) ms of their deadline, and late ones."
        )
        let page = try await stage.browser().start()
        var phone = stage.phone()
        try await phone.scan(page)
        let seconds = phone.scanned["expires_in"]?.integer ?? 0
        guard seconds + 4 <= stage.counts.longestWaitSeconds else {
            throw AttackFailure.needs(
                "--longest-wait \(seconds + 4) or more: a decision has \(seconds) s")
        }
        // All at once: a deployment that gives two minutes to decide would else take hours.
        let results = try await stage.parallel(count) { index in
            try await decide(stage, index, lateSeconds: index % 10 == 9 ? 2 : 0)
        }
        let torn = results.filter { !$0.agrees }
        finding.check(torn.isEmpty, "phone and page disagree in \(torn.count) of \(count)")
        let late = results.filter { $0.isLate && $0.wasTaken }
        finding.check(late.isEmpty, "\(late.count) taken two seconds late")
        finding.note("\(results.count(where: \.wasTaken)) were in time")
    }

    private struct Outcome: Sendable {
        let isLate: Bool
        let wasTaken: Bool
        /// Whether the page was told the same as the phone.
        let agrees: Bool
    }

    private func decide(
        _ stage: AttackStage, _ index: Int, lateSeconds: Int
    ) async throws -> Outcome {
        let page = try await stage.browser(index % 50).start()
        var phone = stage.phone(100 + index)
        try await phone.scan(page)
        let seconds = phone.scanned["expires_in"]?.integer ?? 0
        let statement = phone.statement("deny", phone.login)
        let offset = index % (2 * Self.spreadMilliseconds + 1) - Self.spreadMilliseconds
        try await Task.sleep(
            for: .seconds(Int(seconds) + lateSeconds) + .milliseconds(offset))
        let answer = try await phone.post(statement, to: "deny")
        // What the page reads may be told a moment after the deadline passed.
        var status = try await page.status()
        for _ in 0..<20 where status == "scanned" {
            try await Task.sleep(for: .milliseconds(250))
            status = try await page.status()
        }
        return Outcome(
            isLate: lateSeconds > 0, wasTaken: answer.isSuccess,
            agrees: answer.isSuccess ? status == "denied" : status == "expired")
    }
}
