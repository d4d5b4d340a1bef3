package import LoginFlow
package import Secrets
package import WaitingRoom

/// Somebody who waits for news of a login session, as they stand between two looks.
package struct Wait: Sendable {
    /// Who waits; each is told something else.
    package enum Viewer: Sendable {
        /// A page, which has shown its poll token.
        case page(PollToken)
        /// The phone that claimed the login.
        case phone
    }

    package let id: SessionID
    package let viewer: Viewer
    /// What has been seen; 0 for nothing.
    package let version: Int64
    package let deadline: WaitingInstant

    var group: WaitingRoom.Group {
        switch viewer {
        case .page: .page
        case .phone: .phone
        }
    }
}

/// What whoever waits can be told at once.
package enum Glance: Sendable {
    case page(PageView)
    case phone(DecisionAnswer)
    /// All there is has been seen, and the wait is over.
    case unchanged(version: Int64)
    /// Nothing new: to be parked with this ticket.
    case nothingNew(WaitingRoom.Ticket)
}
