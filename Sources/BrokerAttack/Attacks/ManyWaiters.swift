import StrictJSON

/// Everybody who waits is released in the same moment.
struct ManyWaiters: Attack {
    let card = AttackCard(
        44, "Ten thousand waiters released at once", against: "INV-7, protection 10",
        link: "Attacks.md#limits")

    /// Waits of one login; a fifth would end the first.
    private static let waitsOfOne = 4
    /// Logins whose waiters arrive in the same moment, and how long after them the next do: they
    /// are to be released at once, not to arrive at once.
    private static let arrivingTogether = 25
    private static let pause = Duration.milliseconds(50)
    /// How long the last of them are given to be held.
    private static let settling = Duration.seconds(2)
    /// Logins that are ended by one connection after another; so many do so at once.
    private static let endings = 64

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
            for (index, page) in all.enumerated() {
                for _ in 0..<Self.waitsOfOne {
                    group.addTask { try await Self.isTold(page) }
                }
                if index % Self.arrivingTogether == 0 { try await Task.sleep(for: Self.pause) }
            }
            try await Task.sleep(for: Self.settling)
            try await release(all, stage)
            var told = 0
            for try await isTold in group where isTold { told += 1 }
            return told
        }
        finding.check(told == waiters, "\(told) of \(waiters) were told the end of their login")
        let page = try await stage.browser(41).start()
        let status = try await page.status()
        finding.check(status == "waiting", "a login begun right after it is \(status)")
    }

    /// Waits as a page does, which asks again where nothing has happened, and where its connection
    /// was lost.
    private static func isTold(_ page: LoginPage) async throws -> Bool {
        for _ in 0..<6 {
            guard let answer = try? await page.read(after: 1, wait: 60) else { continue }
            if answer.status == 200 { return answer.json["status"]?.string == "cancelled" }
            if answer.status != 204 { return false }
        }
        return false
    }

    private func release(_ pages: [LoginPage], _ stage: AttackStage) async throws {
        _ = try await stage.parallel(Self.endings) { worker in
            for index in stride(from: worker, to: pages.count, by: Self.endings) {
                let ended = try await pages[index].cancel()
                guard ended.isSuccess else {
                    throw AttackFailure.refused("cancel: \(ended.brief)")
                }
            }
        }
    }
}
