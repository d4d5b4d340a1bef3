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
        /// Those of them that begin a login.
        var beginnings = 0
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

    /// How many there may be now before new logins are turned away.
    package var currentLimit: Int { state.withLockedValue { $0.limit.current } }

    /// A few new logins are let in below the configured limit, whoever else keeps the processors busy:
    /// a stranger who makes requests wait must not be able to keep out everybody.
    ///
    /// - Returns: whether there is room; then ``begin(takenAt:at:)`` and ``leave(isNewLogin:)`` are to
    ///   follow.
    func enter(isNewLogin: Bool) -> Bool {
        state.withLockedValue { state in
            let most =
                switch (isNewLogin, state.beginnings < AdaptiveLimit.least) {
                case (false, _): limit * Self.leeway
                case (true, true): limit
                case (true, false): state.limit.current
                }
            guard state.count < most else { return false }
            state.count += 1
            state.beginnings += isNewLogin ? 1 : 0
            return true
        }
    }

    /// The turn of a request has come.
    func begin(takenAt: SuspendingClock.Instant, at now: SuspendingClock.Instant) {
        state.withLockedValue { $0.limit.begin(takenAt: takenAt, at: now) }
    }

    func leave(isNewLogin: Bool) {
        state.withLockedValue { state in
            state.count -= 1
            state.beginnings -= isNewLogin ? 1 : 0
        }
    }
}
