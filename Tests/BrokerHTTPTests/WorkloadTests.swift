import Testing

@testable import BrokerHTTP

@Suite struct WorkloadTests {
    @Test func newLoginsAreTurnedAwayFirst() {
        let workload = Workload(limit: 3)
        for _ in 1...3 { #expect(workload.admit(isNewLogin: true) != nil) }
        #expect(workload.admit(isNewLogin: true) == nil)
        #expect(workload.admit(isNewLogin: false) != nil, "whoever has begun goes on")
        #expect(workload.count == 4)
    }

    @Test func whatIsTurnedAwayCountsForNothing() throws {
        let workload = Workload(limit: 1)
        let admission = try #require(workload.admit(isNewLogin: true))
        #expect(workload.admit(isNewLogin: true) == nil)
        admission.end()
        #expect(workload.count == 0)
        #expect(workload.admit(isNewLogin: true) != nil)
    }

    /// - Returns: with a limit of 80, of which half is left because requests waited for their turn.
    private func slowed() throws -> Workload {
        let (workload, now) = (Workload(limit: 80), SuspendingClock.now)
        // So many that the broker is not idle, though it begins five in a second.
        let others = (1...AdaptiveLimit.least).compactMap { _ in workload.admit(isNewLogin: false) }
        defer { for other in others { other.end() } }
        for step in 0...AdaptiveLimit.few {
            let turn = now + AdaptiveLimit.memory / 5 * step
            let admission = try #require(
                workload.admit(isNewLogin: false, at: turn - .seconds(1)))
            admission.begin(at: turn)
            admission.end()
        }
        return workload
    }

    @Test func newLoginsAreTurnedAwaySoonerWhereRequestsWaitForTheirTurn() throws {
        let workload = try slowed()
        #expect(workload.currentLimit == 40)
        let admitted = (1...40).compactMap { _ in workload.admit(isNewLogin: true) }
        #expect(admitted.count == 40)
        #expect(workload.admit(isNewLogin: true) == nil)
        #expect(workload.admit(isNewLogin: false) != nil, "whoever has begun goes on")
        for admission in admitted.prefix(2) { admission.end() }
        #expect(workload.admit(isNewLogin: true) != nil)
        #expect(workload.admit(isNewLogin: true) == nil)
    }

    /// Else whoever makes requests wait would keep out everybody, with a tenth of what it took before.
    @Test func aFewAreLetInWhoeverElseKeepsTheProcessorsBusy() throws {
        let workload = try slowed()
        for _ in 1...60 { #expect(workload.admit(isNewLogin: false) != nil) }
        // Those that have ended count no more.
        for _ in 1...AdaptiveLimit.least { workload.admit(isNewLogin: true)?.end() }
        let few = (1...AdaptiveLimit.least).compactMap { _ in workload.admit(isNewLogin: true) }
        #expect(few.count == AdaptiveLimit.least)
        #expect(workload.admit(isNewLogin: true) == nil)
        few[0].end()
        for _ in 1...5 { #expect(workload.admit(isNewLogin: false) != nil) }
        #expect(workload.admit(isNewLogin: true) == nil, "eighty, which is all")
    }

    @Test func allElseHasItsLimitToo() throws {
        let workload = Workload(limit: 2)
        let admitted = (1...(2 * Workload.leeway)).compactMap { _ in
            workload.admit(isNewLogin: false)
        }
        #expect(admitted.count == 2 * Workload.leeway)
        #expect(workload.admit(isNewLogin: false) == nil)
        admitted[0].end()
        #expect(workload.admit(isNewLogin: true) == nil)
        #expect(workload.admit(isNewLogin: false) != nil)
    }
}
