import NIOConcurrencyHelpers

/// How many requests are being worked on, and how many may be.
///
/// What comes beyond a machine's pace can only queue, and everybody waits for everybody until nobody is
/// served in time. So new logins are turned away first, at once and cheaply: whoever has begun one is
/// to finish it at the usual speed. A poll that is held is no work.
package final class Workload: Sendable {
    /// How much more the calls of logins under way may take than new ones: so much that only a caller
    /// who ignores every "no" ever meets this limit, which bounds memory.
    static let leeway = 8

    private struct State {
        var count = 0
        var limit: AdaptiveLimit
    }

    private let limit: Int
    private let state: NIOLockedValueBox<State>

    /// - Parameter limit: requests, from which on new logins are turned away; sooner where requests wait
    ///   too long for their turn.
    package init(limit: Int) {
        self.limit = limit
        state = NIOLockedValueBox(State(limit: AdaptiveLimit(most: limit)))
    }

    package var count: Int { state.withLockedValue { $0.count } }

    /// - Returns: whether there is room; then ``begin(readAt:at:)`` and ``leave()`` are to follow.
    func enter(isNewLogin: Bool) -> Bool {
        state.withLockedValue { state in
            let most = isNewLogin ? state.limit.current : limit * Self.leeway
            guard state.count < most else { return false }
            state.count += 1
            return true
        }
    }

    /// The turn of a request has come.
    func begin(readAt: ContinuousClock.Instant, at now: ContinuousClock.Instant) {
        state.withLockedValue { $0.limit.begin(readAt: readAt, at: now) }
    }

    func leave() { state.withLockedValue { $0.count -= 1 } }
}
