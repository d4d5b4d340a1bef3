package import LoginFlow
package import Secrets
package import SessionStore
package import WaitingRoom

/// Waiting: announce, look, park; in this order no change is lost (INV-7). It needs neither a task nor
/// a thread, so that a page that waits costs a tenth of one that is being answered.
extension Broker {
    /// The longest a poll is held; more is asked than given. Proxies commonly cut at 60 s.
    package static let maximumWait: Seconds = 60

    package func pageWait(
        _ id: SessionID, _ poll: PollToken, after version: Int64, wait: Seconds
    ) -> Wait {
        Wait(id: id, viewer: .page(poll), version: version, deadline: deadline(after: wait))
    }

    /// When a wait of so many seconds is over.
    func deadline(after wait: Seconds) -> WaitingInstant {
        clock.waiting() + Int64(min(wait, Self.maximumWait).count) * 1000
    }

    /// One look, at memory alone.
    ///
    /// - Returns: `nil` when memory does not know, or something must be written first:
    ///   ``look(_:)``.
    package func glance(_ wait: Wait) -> Glance? {
        let ticket = room.announce(wait.id, group: wait.group)
        guard let record = store.recall(wait.id),
            record.session.state.deadline.map({ clock.now() < $0 }) ?? true
        else {
            room.withdraw(ticket)
            return nil
        }
        return tell(record, wait, ticket)
    }

    /// The same look at the truth.
    package func look(_ wait: Wait) async throws(BrokerRefusal) -> Glance {
        let ticket = room.announce(wait.id, group: wait.group)
        do throws(BrokerRefusal) {
            return tell(try await current(wait.id), wait, ticket)
        } catch {
            room.withdraw(ticket)
            throw error
        }
    }

    private func tell(
        _ record: SessionRecord, _ wait: Wait, _ ticket: WaitingRoom.Ticket
    ) -> Glance {
        let isNew = record.session.version != wait.version
        if !isNew && wait.deadline > clock.waiting() { return .nothingNew(ticket) }
        room.withdraw(ticket)
        if !isNew { return .unchanged(version: wait.version) }
        return switch wait.viewer {
        case .page(let poll): .page(view(of: record, poll))
        case .phone: .phone(status(of: record))
        }
    }

    /// Holds a place until there is something to look at. A wake-up without a new version, as after a
    /// second scan, is not for this waiter, who then looks and parks again.
    package func park(
        _ ticket: WaitingRoom.Ticket, _ wait: Wait, bell: @escaping WaitingRoom.Bell
    ) {
        room.park(ticket, until: wait.deadline, bell: bell)
    }

    /// Whoever waited is gone.
    package func leave(_ ticket: WaitingRoom.Ticket) {
        room.end(ticket)
        room.withdraw(ticket)
    }

    /// Wakes the pages and phones that wait for these login sessions.
    package static func wake(_ records: [SessionRecord], in room: WaitingRoom) {
        room.wake(records.map(\.id))
    }
}
