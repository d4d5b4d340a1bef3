import LoginFlow
import Testing

@testable import WaitingRoom

/// The room with real tasks. No test waits for time to pass: each waits for a count or an outcome,
/// and a lost wake-up would hang it: hence the limit.
@Suite(.timeLimit(.minutes(10))) struct WaitingRoomTests {
    let id = SessionID(number: 1)
    let never = WaitingInstant(milliseconds: .max)

    /// Gives way until something is so, or until the time limit ends the test.
    func until(_ isSo: @Sendable () -> Bool) async {
        while !isSo() && !Task.isCancelled { await Task.yield() }
    }

    @Test func aWakeUpEndsAHeldWait() async {
        let room = WaitingRoom()
        let ticket = room.announce(id, group: .page)
        async let outcome = room.park(ticket, until: never)
        await until { room.parkedCount == 1 }
        room.wake([id])
        #expect(await outcome == .changed)
        #expect(room.waiterCount == 0)
    }

    @Test func aWakeUpThatArrivesBeforeParkingIsKept() async {
        let room = WaitingRoom()
        let ticket = room.announce(id, group: .page)
        room.wake([id])
        #expect(await room.park(ticket, until: never) == .changed)
    }

    @Test func cancellingATaskEndsItsWait() async {
        let room = WaitingRoom()
        let ticket = room.announce(id, group: .page)
        let waiting = Task { await room.park(ticket, until: never) }
        await until { room.parkedCount == 1 }
        waiting.cancel()
        #expect(await waiting.value == .timedOut)
        #expect(room.waiterCount == 0)
        #expect(room.nextDeadline == nil)
    }

    @Test func aTaskCancelledBeforeParkingIsNotHeld() async {
        let room = WaitingRoom()
        let ticket = room.announce(id, group: .page)
        let waiting = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await room.park(ticket, until: never)
        }
        #expect(await waiting.value == .timedOut)
        #expect(room.waiterCount == 0)
    }

    @Test func closingEndsHeldAndLaterWaits() async {
        let room = WaitingRoom()
        let ticket = room.announce(id, group: .phone)
        async let outcome = room.park(ticket, until: never)
        await until { room.parkedCount == 1 }
        room.close()
        #expect(await outcome == .closing)
        #expect(await room.park(room.announce(id, group: .page), until: never) == .closing)
    }

    @Test func aFullRoomAnswersOverloaded() async {
        let room = WaitingRoom(maximumWaiters: 1)
        let ticket = room.announce(id, group: .page)
        #expect(await room.park(room.announce(id, group: .page), until: never) == .overloaded)
        room.withdraw(ticket)
        #expect(room.waiterCount == 0)
    }

    @Test func theFifthPageWaitEndsTheFirst() async {
        let room = WaitingRoom()
        let outcomes = await withTaskGroup(of: WaitingRoom.Outcome.self) { group in
            for number in 1...5 {
                group.addTask { await room.park(room.announce(id, group: .page), until: never) }
                if number < 5 {
                    await until { room.parkedCount == number }
                }
            }
            let first = await group.next()
            #expect(room.parkedCount == 4)
            room.wake([id])
            return await group.reduce(into: [first]) { $0.append($1) }
        }
        #expect(outcomes == [.displaced, .changed, .changed, .changed, .changed])
        #expect(room.waiterCount == 0)
    }

    /// Waiters and a writer on all threads: no change may be missed, whatever the interleaving.
    @Test func inv7_noChangeIsLostWhileWaitersAndWriterRace() async {
        let room = WaitingRoom()
        let truth = Truth()
        let rounds = 2_000
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var seen = 0
                    while seen < rounds && !Task.isCancelled {
                        seen = await follow(room, truth, after: seen)
                    }
                }
            }
            group.addTask {
                for version in 1...rounds {
                    truth.set(version)
                    room.wake([id])
                    if version % 16 == 0 { await Task.yield() }
                }
            }
        }
        #expect(room.waiterCount == 0)
        #expect(room.nextDeadline == nil)
    }

    /// One poll as a page's is done: announce, look, park. Nothing expires here, so a lost wake-up
    /// would hang the test.
    private func follow(_ room: WaitingRoom, _ truth: Truth, after seen: Int) async -> Int {
        let ticket = room.announce(id, group: .page)
        let version = truth.version
        if version != seen {
            room.withdraw(ticket)
            return version
        }
        _ = await room.park(ticket, until: never)
        return truth.version
    }

    @Test func tenThousandWaitersEndAtOnce() async {
        let room = WaitingRoom()
        let outcomes = await withTaskGroup(of: WaitingRoom.Outcome.self) { group in
            for number in 0..<10_000 {
                let ticket = room.announce(SessionID(number: number), group: .page)
                let deadline = WaitingInstant(milliseconds: Int64(number % 100))
                group.addTask { await room.park(ticket, until: deadline) }
            }
            await until { room.parkedCount == 10_000 }
            room.expire(at: WaitingInstant(milliseconds: 49))
            await until { room.waiterCount == 5_000 }
            room.expire(at: WaitingInstant(milliseconds: 99))
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 10_000)
        #expect(outcomes.allSatisfy { $0 == .timedOut })
        #expect(room.waiterCount == 0)
    }
}
