package import LoginFlow
package import WaitingRoom

/// The two clocks, and the third that is made of both.
package struct BrokerClock: Sendable {
    /// Wall time, for deadlines and tokens.
    package let now: @Sendable () -> Moment
    /// Monotonic time, for waiting and for rate limits.
    package let waiting: @Sendable () -> WaitingInstant
    /// Wall time when the process started plus monotonic time since, in milliseconds: frames are
    /// counted by it, so that a correction of the wall clock makes no frame future or stale.
    package let frames: @Sendable () -> Int64

    package init(
        now: @escaping @Sendable () -> Moment,
        waiting: @escaping @Sendable () -> WaitingInstant
    ) {
        self.now = now
        self.waiting = waiting
        let difference = now().milliseconds - waiting().milliseconds
        frames = { waiting().milliseconds + difference }
    }
}
