package import LoginFlow
import NIOConcurrencyHelpers

/// Holds everybody who waits for news of a login session. It is a hint, never the truth: it tells
/// that something changed, and the one who waited reads what.
///
/// The order that loses no news (INV-7):
/// ```
/// waiter:  announce ─▶ look at the truth ─▶ nothing new: park    something new: withdraw
/// writer:  commit ─▶ wake
/// ```
/// A commit before the look is seen by the look; one after it wakes a ticket that is already
/// announced, and the wake-up is kept until the ticket parks. Looking first and announcing then
/// would lose what happens in between.
///
/// It has no clock and starts nothing: one service loop calls `expire(at:)` for all waiters.
package final class WaitingRoom: Sendable {
    /// Is told how its wait ended, once, on whatever thread ended it; it must be quick.
    package typealias Bell = @Sendable (Outcome) -> Void
    private typealias Table = WaitingTable<Bell>

    /// How many may wait in all. At some 8 KB for a held poll with its connection this is 0.8 GB,
    /// the most a small server can give; beyond it, refusing is kinder than running out of memory.
    package static let defaultMaximumWaiters = 100_000

    private let table: NIOLockedValueBox<Table>

    /// - Parameter maximumWaiters: a further one is answered `overloaded` when it parks.
    package init(maximumWaiters: Int = WaitingRoom.defaultMaximumWaiters) {
        table = NIOLockedValueBox(WaitingTable(maximumWaiters: maximumWaiters))
    }

    /// Asks to be told of every change from now on. Do this before looking at the truth.
    package func announce(_ id: SessionID, group: Group) -> Ticket {
        table.withLockedValue { $0.announce(id, group: group) }
    }

    /// Waits until something happens, or no longer than the deadline. Whoever waits costs no more than
    /// the place.
    ///
    /// - Parameter deadline: ends the wait at the first `expire(at:)` with this instant or a later.
    package func park(
        _ ticket: Ticket, until deadline: WaitingInstant, bell: @escaping Bell
    ) {
        let parking = table.withLockedValue { $0.park(ticket, until: deadline, bell) }
        switch parking {
        case .held(let displaced): displaced.map { Self.tell([$0]) }
        case .over(let outcome): bell(outcome)
        }
    }

    /// Ends a parked wait early; nothing happens for one that is over.
    package func end(_ ticket: Ticket) {
        let ended = table.withLockedValue { $0.end(ticket, .timedOut) }
        ended.map { Self.tell([$0]) }
    }

    /// Gives up a ticket that was announced in vain because there was something new already.
    package func withdraw(_ ticket: Ticket) {
        table.withLockedValue { $0.withdraw(ticket) }
    }

    /// Tells everybody who waits for these login sessions. Call it after the commit (INV-6).
    package func wake(_ ids: some Sequence<SessionID>) {
        let ended = table.withLockedValue { table in
            ids.reduce(into: []) { table.wake($1, into: &$0) }
        }
        Self.tell(ended)
    }

    /// Ends all waits whose deadline is `now` or earlier.
    package func expire(at now: WaitingInstant) {
        Self.tell(table.withLockedValue { $0.expire(at: now) })
    }

    /// The deadline that comes first; `nil` while nobody is parked.
    package var nextDeadline: WaitingInstant? { table.withLockedValue { $0.nextDeadline } }

    /// Ends all waits, held and later ones, with `closing`.
    package func close() {
        Self.tell(table.withLockedValue { $0.close() })
    }

    /// How many hold a place: parked ones, and those between announcing and parking.
    package var waiterCount: Int { table.withLockedValue { $0.count } }

    /// How many are parked: the polls held right now.
    package var parkedCount: Int { table.withLockedValue { $0.parkedCount } }

    /// Rings outside the lock: whoever waits may run at once and come back for the lock.
    private static func tell(_ ended: [Table.Ended]) {
        for one in ended { one.waiter(one.outcome) }
    }
}
