import LoginFlow
import Testing

@testable import FaceCheck

@Suite("The tables of the local provider", .timeLimit(.minutes(10))) struct LocalTableTests {
    @Test func pausesGrowToAMinuteAndBeginAnewAfterSomeWork() {
        var pause = RestartPause()
        let idle = WorkerLife(end: .died)
        let growing = (0..<9).map { _ in pause.next(after: idle) }
        #expect(growing == [1, 2, 4, 8, 16, 32, 60, 60, 60])
        let busy = WorkerLife(end: .tooSlow, wasReady: true, hasAnswered: true)
        let mixed = [busy, idle, busy, busy].map { pause.next(after: $0) }
        #expect(mixed == [1, 2, 1, 1])
    }

    @Test func aWorkerThatIsDismissedUsesUpNoAttempt() throws {
        var checks = queue(1)
        for _ in 0..<5 {
            let waits = checks.giveBack(try first(&checks), wasAtFault: false)
            #expect(waits)
        }
        let waitsAgain = checks.giveBack(try first(&checks), wasAtFault: true)
        #expect(waitsAgain)
        let waitsOnceMore = checks.giveBack(try first(&checks), wasAtFault: true)
        #expect(!waitsOnceMore)
        #expect(checks.queue.isEmpty)
    }

    @Test func whatIsGivenBackComesFirst() throws {
        var checks = queue(3)
        _ = checks.giveBack(try first(&checks), wasAtFault: true)
        #expect(checks.queue.map(\.id) == [1, 2, 3])
    }

    private func first(_ checks: inout LocalChecks) throws -> FaceJob {
        let job = checks.take()
        return try #require(job)
    }

    @Test func theFirstDecisionStays() {
        var checks = queue(0)
        let order = LocalStage.order(1)
        _ = checks.enter(job(1), for: order)
        let isFirst = checks.decide(order, .verdict(.error)) != nil
        let isSecond = checks.decide(order, .verdict(.pass)) != nil
        let isOfAnother = checks.decide(LocalStage.order(2), .verdict(.pass)) != nil
        #expect([isFirst, isSecond, isOfAnother] == [true, false, false])
        #expect(checks.progress(of: order) == .verdict(.error))
        #expect(checks.progress(of: LocalStage.order(2)) == nil)
    }

    @Test func aDecisionNobodyComesForIsForgotten() {
        var checks = queue(0)
        _ = checks.enter(job(1), for: LocalStage.order(1))
        _ = checks.decide(LocalStage.order(1), .verdict(.pass))
        let counts = [0, 599, 600].map { checks.decisions(at: LocalStage.now + Seconds($0)).count }
        #expect(counts == [1, 1, 0])
    }

    @Test func aValueThatArrivesIsNotLostByCancelling() async {
        let shot = OneShot<Int>()
        shot.fulfil(1)
        shot.fulfil(2)
        let value = await withTaskGroup(of: Int?.self) { group in
            group.cancelAll()
            group.addTask { await shot.value() }
            return await group.next() ?? nil
        }
        #expect(value == 1)
    }

    @Test(arguments: [(0, true), (1, true), (2, true), (3, false), (5, false)])
    func portraitsTakeHalfOfTheQueueAtMost(waiting: Int, hasRoom: Bool) {
        var checks = LocalChecks(capacity: 6)
        for id in 1...6 where id <= waiting {
            _ = checks.enter(job(Int64(id)), for: LocalStage.order(id))
        }
        #expect(checks.enter(portrait: job(9)) == hasRoom)
        guard case .entered = checks.enter(job(10), for: LocalStage.order(10))
        else {
            Issue.record("a portrait has taken the room of a login")
            return
        }
    }

    @Test func waitingEndsWithTheTask() async {
        let shot = OneShot<Int>()
        let value = await withTaskGroup(of: Int?.self) { group in
            group.addTask { await shot.value() }
            group.cancelAll()
            return await group.next() ?? nil
        }
        #expect(value == nil)
    }

    /// A table with room for one more than the jobs in its queue.
    private func queue(_ jobs: Int) -> LocalChecks {
        var checks = LocalChecks(capacity: jobs + 1)
        for id in 0..<jobs {
            let order = LocalStage.order(id + 1)
            guard case .entered = checks.enter(job(Int64(id + 1)), for: order)
            else { preconditionFailure("there is room") }
        }
        return checks
    }

    private func job(_ id: Int64) -> FaceJob {
        FaceJob(
            id: id, purpose: .check(LocalStage.order(Int(id))),
            question: WorkerQuestion(kind: .check([]), pictures: []), enteredAt: LocalStage.now)
    }
}
