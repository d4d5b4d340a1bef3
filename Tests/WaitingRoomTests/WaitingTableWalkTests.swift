import LoginFlow
import SeededGenerator
import Testing

@testable import WaitingRoom

/// Random walks beside a list that a reader can check at a glance.
@Suite struct WaitingTableWalkTests {
    /// The oracle: waits in the order they were announced, nothing clever.
    struct Wait {
        let number: Int
        let id: Int
        let group: WaitingRoom.Group
        let ticket: WaitingRoom.Ticket
        var deadline: Int64?
        var kept: WaitingRoom.Outcome?

        var isParked: Bool { deadline != nil }
    }

    struct Walk {
        var dice: SeededGenerator
        var table = WaitingTable<Int>(maximumWaiters: 25)
        var waits: [Wait] = []
        var next = 0
        var now: Int64 = 0
        var met: Set<String> = []
    }

    @Test func agreesWithAListOnRandomWalks() {
        var met: Set<String> = []
        for seed in 1...40 {
            var walk = Walk(dice: SeededGenerator(seed: UInt64(seed)))
            for _ in 0..<1_000 { walk.step() }
            met.formUnion(walk.met)
        }
        let rules: Set = [
            "held", "kept", "changed", "timedOut", "displaced", "overloaded", "withdrawn",
        ]
        #expect(met == rules, "every rule was met")
    }
}

extension WaitingTableWalkTests.Walk {
    mutating func step() {
        switch Int.random(in: 0..<10, using: &dice) {
        case 0..<4: announce()
        case 4..<7: parkOne()
        case 7: withdrawOne()
        case 8: wakeOne()
        default: expire()
        }
        let parked = waits.filter(\.isParked)
        #expect(table.count == waits.count)
        #expect(table.parkedCount == parked.count)
        #expect(table.nextDeadline?.milliseconds == parked.compactMap(\.deadline).min())
    }

    private mutating func announce() {
        let id = Int.random(in: 0..<5, using: &dice)
        let group: WaitingRoom.Group = Bool.random(using: &dice) ? .page : .phone
        let ticket = table.announce(SessionID(number: id), group: group)
        next += 1
        if waits.count >= 25 {
            met.insert("overloaded")
            let parking = table.park(ticket, until: WaitingInstant(milliseconds: now), next)
            if case .held = parking { Issue.record("a full room took one more") }
            return
        }
        waits.append(
            .init(number: next, id: id, group: group, ticket: ticket, deadline: nil, kept: nil))
    }

    private mutating func parkOne() {
        guard let index = waits.indices.filter({ !waits[$0].isParked }).randomElement(using: &dice)
        else { return }
        var wait = waits.remove(at: index)
        let deadline = now + Int64.random(in: 1...30, using: &dice)
        let until = WaitingInstant(milliseconds: deadline)
        switch table.park(wait.ticket, until: until, wait.number) {
        case .held(let displaced):
            #expect(wait.kept == nil)
            expectDisplaced(displaced, by: wait)
            wait.deadline = deadline
            // The list is in the order of parking where it matters.
            waits.append(wait)
            met.insert("held")
        case .over(let outcome):
            #expect(wait.kept == outcome)
            met.insert("kept")
        }
    }

    private mutating func expectDisplaced(
        _ ended: WaitingTable<Int>.Ended?, by wait: WaitingTableWalkTests.Wait
    ) {
        let rivals = waits.indices.filter {
            waits[$0].id == wait.id && waits[$0].group == wait.group && waits[$0].isParked
        }
        guard rivals.count == (wait.group == .page ? 4 : 2) else {
            #expect(ended == nil)
            return
        }
        met.insert("displaced")
        #expect(ended?.waiter == waits[rivals[0]].number)
        #expect(ended?.outcome == .displaced)
        waits.remove(at: rivals[0])
    }

    private mutating func withdrawOne() {
        guard let index = waits.indices.randomElement(using: &dice) else { return }
        table.withdraw(waits[index].ticket)
        if !waits[index].isParked {
            waits.remove(at: index)
            met.insert("withdrawn")
        }
    }

    private mutating func wakeOne() {
        let id = Int.random(in: 0..<5, using: &dice)
        var ended: [WaitingTable<Int>.Ended] = []
        table.wake(SessionID(number: id), into: &ended)
        #expect(ended.allSatisfy { $0.outcome == .changed })
        let parked = waits.filter { $0.id == id && $0.isParked }
        #expect(ended.map(\.waiter).sorted() == parked.map(\.number).sorted())
        waits.removeAll { $0.id == id && $0.isParked }
        for index in waits.indices where waits[index].id == id && waits[index].kept == nil {
            waits[index].kept = .changed
        }
        if !parked.isEmpty { met.insert("changed") }
    }

    private mutating func expire() {
        now += Int64.random(in: 0...10, using: &dice)
        let ended = table.expire(at: WaitingInstant(milliseconds: now))
        #expect(ended.allSatisfy { $0.outcome == .timedOut })
        let now = now
        let due = waits.filter { ($0.deadline ?? .max) <= now }
        #expect(ended.map(\.waiter).sorted() == due.map(\.number).sorted())
        waits.removeAll { ($0.deadline ?? .max) <= now }
        if !due.isEmpty { met.insert("timedOut") }
    }
}
