import StrictJSON

/// Everybody who waits is released in the same moment.
struct ManyWaiters: Attack {
    let card = AttackCard(
        44, "Ten thousand waiters released at once", against: "INV-7, protection 10",
        link: "Attacks.md#limits")

    /// Waits of one login; a fifth would end the first.
    private static let waitsOfOne = 4
    /// How long the waiters are given to be held before they are released.
    private static let settling = Duration.seconds(2)

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        let logins = max(1, stage.counts.waiters / Self.waitsOfOne)
        let waiters = logins * Self.waitsOfOne
        finding.begin(
            "\(waiters) waits at \(logins) logins, all of them ended by their pages at once.")
        var pages: [LoginPage] = []
        while pages.count < logins {
            let begun = pages.count
            pages += try await stage.parallel(min(32, logins - begun)) { index in
                try await stage.browser((begun + index) / 50 % 40).start()
            }
        }
        let all = pages
        let told = try await withThrowingTaskGroup(of: Bool.self) { group in
            for page in all {
                for _ in 0..<Self.waitsOfOne {
                    group.addTask {
                        let answer = try await page.read(after: 1, wait: 60)
                        return answer.json["status"]?.string == "cancelled"
                    }
                }
            }
            try await Task.sleep(for: Self.settling)
            group.addTask {
                let ended = try await stage.parallel(all.count) { try await all[$0].cancel() }
                return ended.allSatisfy(\.isSuccess)
            }
            var told = -1
            for try await isTold in group where isTold { told += 1 }
            return told
        }
        finding.check(told == waiters, "\(told) of \(waiters) were told the end of their login")
        let page = try await stage.browser(41).start()
        let status = try await page.status()
        finding.check(status == "waiting", "a login begun right after it is \(status)")
    }
}
