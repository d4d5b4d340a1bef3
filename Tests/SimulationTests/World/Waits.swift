import Broker
import LoginFlow
import NIOConcurrencyHelpers
import WaitingRoom

/// A page or a phone whose question is held.
struct Parked {
    let number: Int
    let login: Login
    /// `nil` for the page.
    let phone: Int?
    let wait: Wait
}

/// The bells of held polls that have rung, in order.
final class Bells: Sendable {
    struct Rung: Sendable {
        let number: Int
        let outcome: WaitingRoom.Outcome
        /// Whether what rang it had been flushed.
        let wasFlushed: Bool
    }

    private let rung = NIOLockedValueBox<[Rung]>([])

    func ring(_ one: Rung) { rung.withLockedValue { $0.append(one) } }

    var count: Int { rung.withLockedValue { $0.count } }

    func take() -> [Rung] {
        rung.withLockedValue { rung in
            defer { rung = [] }
            return rung
        }
    }

    func forget() { _ = take() }
}
