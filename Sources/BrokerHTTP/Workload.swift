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
    /// - Returns: `nil` where there is no room.
    func admit(isNewLogin: Bool, at now: SuspendingClock.Instant = .now) -> Admission? {
        state.withLockedValue { state in
            let most =
                switch (isNewLogin, state.beginnings < AdaptiveLimit.least) {
                case (false, _): limit * Self.leeway
                case (true, true): limit
                case (true, false): state.limit.current
                }
            guard state.count < most else { return nil }
            state.count += 1
            state.beginnings += isNewLogin ? 1 : 0
            return Admission(workload: self, isNewLogin: isNewLogin, takenAt: now)
        }
    }

    fileprivate func begin(_ admission: Admission, at now: SuspendingClock.Instant) {
        state.withLockedValue { state in
            state.limit.begin(takenAt: admission.takenAt, at: now, inWork: state.count)
        }
    }

    fileprivate func end(_ admission: Admission) {
        state.withLockedValue { state in
            state.count -= 1
            state.beginnings -= admission.isNewLogin ? 1 : 0
        }
    }
}

/// A request that is let in. It begins once and ends once.
struct Admission: Sendable {
    fileprivate let workload: Workload
    fileprivate let isNewLogin: Bool
    fileprivate let takenAt: SuspendingClock.Instant

    /// Its turn has come.
    func begin(at now: SuspendingClock.Instant = .now) { workload.begin(self, at: now) }

    func end() { workload.end(self) }
}
