package import LoginFlow
package import Secrets
import SessionStore
package import WaitingRoom

/// A page that waits, as it stands between two looks.
package struct PageWait: Sendable {
    package let id: SessionID
    package let poll: PollToken
    /// What the page has seen; 0 for nothing.
    package let version: Int64
    package let deadline: WaitingInstant
}

/// What a page can be told at once.
package enum Glance: Sendable {
    case view(PageView)
    /// The page has seen all there is, and does not wait.
    case unchanged(version: Int64)
    /// Nothing new: to be parked with this ticket.
    case nothingNew(WaitingRoom.Ticket)
    /// Memory does not know, or something must be written first: ``Broker/watch(_:)``.
    case unknown
}

/// The same questions as ``Broker/watch(_:)``, answered from memory alone. So a waiting
/// page needs neither a task nor a thread of its own, and costs a tenth.
extension Broker {
    package func pageWait(
        _ id: SessionID, _ poll: PollToken, after version: Int64, wait: Seconds
    ) -> PageWait {
        PageWait(id: id, poll: poll, version: version, deadline: deadline(after: wait))
    }

    /// The portal of a login session in memory, for whoever holds its poll token. Strangers are
    /// refused elsewhere, where it takes as long as for one that never was.
    package func recalledParty(_ id: SessionID, _ poll: PollToken) -> RelyingParty? {
        // Digested in any case: an unknown login session must not be quicker than a foreign one.
        let digest = Digest(of: poll)
        guard let record = store.recall(id), record.digests.pollToken == digest
        else { return nil }
        return parties[record.session.request.clientID]
    }

    /// One look. Announces before it, so that no change is lost (INV-7).
    ///
    /// - Precondition: the page has shown its poll token.
    package func glance(_ wait: PageWait) -> Glance {
        let ticket = room.announce(wait.id, group: .page)
        guard let record = store.recall(wait.id),
            record.session.state.deadline.map({ clock.now() < $0 }) ?? true
        else {
            room.withdraw(ticket)
            return .unknown
        }
        guard record.session.version == wait.version else {
            room.withdraw(ticket)
            return .view(view(of: record, wait.poll))
        }
        if wait.deadline <= clock.waiting() {
            room.withdraw(ticket)
            return .unchanged(version: wait.version)
        }
        return .nothingNew(ticket)
    }

    /// Holds a place until there is something to look at.
    package func park(
        _ ticket: WaitingRoom.Ticket, _ wait: PageWait, bell: @escaping WaitingRoom.Bell
    ) {
        room.park(ticket, until: wait.deadline, bell: bell)
    }

    /// The page is gone.
    package func leave(_ ticket: WaitingRoom.Ticket) {
        room.end(ticket)
        room.withdraw(ticket)
    }
}
