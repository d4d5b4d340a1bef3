extension WaitingRoom {
    /// A place in the waiting room, good for one wait: it must be either parked or withdrawn.
    ///
    /// A forgotten one would hold its place for ever, so the code that announces stands beside the
    /// code that parks or withdraws.
    package struct Ticket: Sendable {
        enum Place {
            case held(slot: UInt32, generation: UInt32)
            /// No place was free; parking says why.
            case refused(Outcome)
        }

        let place: Place

        static func held(slot: UInt32, generation: UInt32) -> Ticket {
            Ticket(place: .held(slot: slot, generation: generation))
        }

        static func refused(_ outcome: Outcome) -> Ticket { Ticket(place: .refused(outcome)) }
    }

    /// Whose wait it is; the groups are counted apart, so that a page cannot push out the phone.
    package enum Group: Sendable {
        case page
        case phone

        /// How many a login session may have parked at a time; a further one ends the oldest. The
        /// contract promises these numbers. A page needs one; four leave room for a reload and for tabs.
        var maximumWaits: Int {
            switch self {
            case .page: 4
            case .phone: 2
            }
        }
    }

    /// How a wait ended. It never says what the news is: the truth is read again after it.
    package enum Outcome: Sendable, Equatable {
        /// There is something new.
        case changed
        /// Nothing new so far; also what one gets that is ended early.
        case timedOut
        /// A newer wait of the same session took the place.
        case displaced
        /// The server is shutting down; try again elsewhere or soon.
        case closing
        /// The room is full; try again later.
        case overloaded
    }
}
