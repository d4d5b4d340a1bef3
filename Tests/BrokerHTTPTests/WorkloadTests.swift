import Testing

@testable import BrokerHTTP

@Suite struct WorkloadTests {
    @Test func newLoginsAreTurnedAwayFirst() {
        let workload = Workload(limit: 3)
        for _ in 1...3 { #expect(workload.enter(isNewLogin: true)) }
        #expect(!workload.enter(isNewLogin: true))
        #expect(workload.enter(isNewLogin: false), "whoever has begun goes on")
        #expect(workload.count == 4)
    }

    @Test func whatIsTurnedAwayCountsForNothing() {
        let workload = Workload(limit: 1)
        #expect(workload.enter(isNewLogin: true))
        #expect(!workload.enter(isNewLogin: true))
        workload.leave(isNewLogin: true)
        #expect(workload.count == 0)
        #expect(workload.enter(isNewLogin: true))
    }

    /// - Returns: with a limit of 80, of which half is left because requests waited for their turn.
    private func slowed() -> Workload {
        let (workload, now) = (Workload(limit: 80), SuspendingClock.now)
        for step in 0...AdaptiveLimit.few {
            let turn = now + AdaptiveLimit.span * step
            workload.begin(takenAt: turn - .seconds(1), at: turn)
        }
        return workload
    }

    @Test func newLoginsAreTurnedAwaySoonerWhereRequestsWaitForTheirTurn() {
        let workload = slowed()
        #expect(workload.currentLimit == 40)
        for _ in 1...40 { #expect(workload.enter(isNewLogin: true)) }
        #expect(!workload.enter(isNewLogin: true))
        #expect(workload.enter(isNewLogin: false), "whoever has begun goes on")
        for _ in 1...2 { workload.leave(isNewLogin: true) }
        #expect(workload.enter(isNewLogin: true))
        #expect(!workload.enter(isNewLogin: true))
    }

    /// Else whoever makes requests wait would keep out everybody, with a tenth of what it took before.
    @Test func aFewAreLetInWhoeverElseKeepsTheProcessorsBusy() {
        let workload = slowed()
        for _ in 1...60 { #expect(workload.enter(isNewLogin: false)) }
        for _ in 1...AdaptiveLimit.least { #expect(workload.enter(isNewLogin: true)) }
        #expect(!workload.enter(isNewLogin: true))
        workload.leave(isNewLogin: true)
        for _ in 1...5 { #expect(workload.enter(isNewLogin: false)) }
        #expect(!workload.enter(isNewLogin: true), "eighty, which is all")
    }

    @Test func allElseHasItsLimitToo() {
        let workload = Workload(limit: 2)
        for _ in 1...(2 * Workload.leeway) { #expect(workload.enter(isNewLogin: false)) }
        #expect(!workload.enter(isNewLogin: false))
        workload.leave(isNewLogin: false)
        #expect(!workload.enter(isNewLogin: true))
        #expect(workload.enter(isNewLogin: false))
    }
}
