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
        workload.leave()
        #expect(workload.count == 0)
        #expect(workload.enter(isNewLogin: true))
    }

    @Test func newLoginsAreTurnedAwaySoonerWhereRequestsWaitForTheirTurn() {
        let (workload, now) = (Workload(limit: 40), ContinuousClock.now)
        for _ in 1...20 { #expect(workload.enter(isNewLogin: false)) }
        #expect(workload.enter(isNewLogin: true))
        for step in 0...AdaptiveLimit.few {
            let turn = now + AdaptiveLimit.span * step
            workload.begin(readAt: turn - .seconds(1), at: turn)
        }
        #expect(!workload.enter(isNewLogin: true), "twenty-one, and there is room for twenty")
        #expect(workload.enter(isNewLogin: false), "whoever has begun goes on")
        for _ in 1...3 { workload.leave() }
        #expect(workload.enter(isNewLogin: true))
    }

    @Test func allElseHasItsLimitToo() {
        let workload = Workload(limit: 2)
        for _ in 1...(2 * Workload.leeway) { #expect(workload.enter(isNewLogin: false)) }
        #expect(!workload.enter(isNewLogin: false))
        workload.leave()
        #expect(!workload.enter(isNewLogin: true))
        #expect(workload.enter(isNewLogin: false))
    }
}
