import LoginFlow
import Testing

@testable import WaitingRoom

/// The table alone; a waiter is a number here.
@Suite struct WaitingTableTests {
    typealias Table = WaitingTable<Int>

    let one = SessionID(number: 1)
    let other = SessionID(number: 2)
    let soon = WaitingInstant(milliseconds: 1_000)

    /// Parks and tells what came of it; `nil` means held.
    func park(
        _ waiter: Int, _ ticket: WaitingRoom.Ticket, in table: inout Table,
        until: WaitingInstant? = nil
    ) -> WaitingRoom.Outcome? {
        switch table.park(ticket, until: until ?? soon, waiter) {
        case .held: nil
        case .over(let outcome): outcome
        }
    }

    func wake(_ ids: SessionID..., in table: inout Table) -> [Int] {
        var ended: [Table.Ended] = []
        for id in ids { table.wake(id, into: &ended) }
        #expect(ended.allSatisfy { $0.outcome == .changed })
        return ended.map(\.waiter)
    }

    @Test func inv7_aWakeUpBetweenAnnouncingAndParkingIsKept() {
        var table = Table(maximumWaiters: 10)
        let ticket = table.announce(one, group: .page)
        #expect(wake(one, in: &table) == [])
        #expect(park(1, ticket, in: &table) == .changed)
        #expect(table.count == 0)
        #expect(table.parkedCount == 0)
    }

    @Test func aWakeUpBeforeAnnouncingIsNotKept() {
        var table = Table(maximumWaiters: 10)
        #expect(wake(one, in: &table) == [])
        let ticket = table.announce(one, group: .page)
        #expect(park(1, ticket, in: &table) == nil)
        #expect(table.count == 1)
    }

    @Test func aWakeUpReachesAllWaitersOfItsSessionAndNobodyElse() {
        var table = Table(maximumWaiters: 10)
        for (waiter, group) in [(1, WaitingRoom.Group.page), (2, .phone), (3, .page)] {
            #expect(park(waiter, table.announce(one, group: group), in: &table) == nil)
        }
        #expect(park(4, table.announce(other, group: .page), in: &table) == nil)
        #expect(Set(wake(one, in: &table)) == [1, 2, 3])
        #expect(wake(one, in: &table) == [])
        #expect(table.count == 1)
        #expect(table.sessionCount == 1)
        #expect(table.parkedCount == 1)
    }

    @Test(arguments: [(WaitingRoom.Group.page, 4), (.phone, 2)])
    func aFurtherWaitEndsTheOldestOfItsGroupOnly(group: WaitingRoom.Group, limit: Int) {
        var table = Table(maximumWaiters: 100)
        let otherGroup: WaitingRoom.Group = group == .page ? .phone : .page
        #expect(park(900, table.announce(one, group: otherGroup), in: &table) == nil)
        #expect(park(901, table.announce(other, group: group), in: &table) == nil)
        for waiter in 0..<(3 * limit) {
            let ticket = table.announce(one, group: group)
            guard case .held(let displaced) = table.park(ticket, until: soon, waiter) else {
                Issue.record("the newest is held")
                return
            }
            #expect(displaced?.waiter == (waiter < limit ? nil : waiter - limit))
            #expect(displaced?.outcome == (waiter < limit ? nil : .displaced))
        }
        #expect(Set(wake(one, in: &table)) == Set((2 * limit)..<(3 * limit)).union([900]))
        #expect(wake(other, in: &table) == [901])
    }

    /// A read without waiting announces too; four held polls and a reload are five.
    @Test func aLookThatDoesNotParkEndsNobodysWait() {
        var table = Table(maximumWaiters: 100)
        for waiter in 0..<4 {
            #expect(park(waiter, table.announce(one, group: .page), in: &table) == nil)
        }
        let looks = (0..<20).map { _ in table.announce(one, group: .page) }
        for look in looks { table.withdraw(look) }
        #expect(table.parkedCount == 4)
        #expect(wake(one, in: &table).count == 4)
    }

    @Test func endsAtTheDeadlineAndNotAMillisecondEarlier() {
        var table = Table(maximumWaiters: 10)
        #expect(park(1, table.announce(one, group: .page), in: &table) == nil)
        #expect(table.nextDeadline == soon)
        #expect(table.expire(at: WaitingInstant(milliseconds: 999)).isEmpty)
        let ended = table.expire(at: soon)
        #expect(ended.map(\.waiter) == [1])
        #expect(ended.map(\.outcome) == [.timedOut])
        #expect(table.nextDeadline == nil)
        #expect(table.count == 0)
        #expect(table.sessionCount == 0)
    }

    @Test func aWithdrawnTicketLeavesNothingBehind() {
        var table = Table(maximumWaiters: 10)
        let older = table.announce(one, group: .page)
        let ticket = table.announce(one, group: .page)
        let newer = table.announce(one, group: .page)
        table.withdraw(ticket)
        table.withdraw(ticket)
        #expect(table.count == 2)
        #expect(park(1, older, in: &table) == nil)
        #expect(park(3, newer, in: &table) == nil)
        table.withdraw(newer)
        #expect(Set(wake(one, in: &table)) == [1, 3])
        #expect(table.count == 0)
        #expect(table.sessionCount == 0)
    }

    @Test func aWithdrawnTicketWithAKeptOutcomeIsGone() {
        var table = Table(maximumWaiters: 10)
        let ticket = table.announce(one, group: .page)
        _ = wake(one, in: &table)
        #expect(table.count == 1)
        table.withdraw(ticket)
        #expect(table.count == 0)
    }

    @Test func anOldTicketNeverEndsTheNextWaiterInItsPlace() {
        var table = Table(maximumWaiters: 10)
        let old = table.announce(one, group: .page)
        #expect(park(1, old, in: &table) == nil)
        _ = wake(one, in: &table)
        #expect(park(2, table.announce(other, group: .page), in: &table) == nil)
        #expect(table.end(old, .timedOut) == nil)
        table.withdraw(old)
        #expect(wake(other, in: &table) == [2])
    }

    @Test func endingATicketBeforeItParksIsKept() {
        var table = Table(maximumWaiters: 10)
        let ticket = table.announce(one, group: .page)
        #expect(table.end(ticket, .timedOut) == nil)
        #expect(park(1, ticket, in: &table) == .timedOut)
        #expect(table.count == 0)
    }

    @Test func whoComesToAFullRoomIsOverloaded() {
        var table = Table(maximumWaiters: 2)
        #expect(park(1, table.announce(one, group: .page), in: &table) == nil)
        let second = table.announce(other, group: .page)
        let third = table.announce(other, group: .phone)
        #expect(park(3, third, in: &table) == .overloaded)
        #expect(table.count == 2)
        table.withdraw(third)
        table.withdraw(second)
        #expect(table.count == 1)
        #expect(park(4, table.announce(other, group: .page), in: &table) == nil)
    }

    @Test func closingEndsHeldAnnouncedAndLaterWaits() {
        var table = Table(maximumWaiters: 10)
        #expect(park(1, table.announce(one, group: .page), in: &table) == nil)
        let announced = table.announce(other, group: .page)
        let ended = table.close()
        #expect(ended.map(\.waiter) == [1])
        #expect(ended.map(\.outcome) == [.closing])
        #expect(park(2, announced, in: &table) == .closing)
        #expect(park(3, table.announce(one, group: .page), in: &table) == .closing)
        #expect(table.close().isEmpty)
        #expect(table.count == 0)
        #expect(table.sessionCount == 0)
        #expect(table.nextDeadline == nil)
    }
}
