import NIOConcurrencyHelpers

/// A clock that stands still until somebody sleeps, and then is where they wake up.
final class JumpingClock: Clock {
    struct Instant: InstantProtocol {
        var sinceStart: Duration

        func advanced(by duration: Duration) -> Instant {
            Instant(sinceStart: sinceStart + duration)
        }
        func duration(to other: Instant) -> Duration { other.sinceStart - sinceStart }
        static func < (left: Instant, right: Instant) -> Bool {
            left.sinceStart < right.sinceStart
        }
    }

    private let state = NIOLockedValueBox(Instant(sinceStart: .zero))

    var now: Instant { state.withLockedValue { $0 } }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLockedValue { $0 = max($0, deadline) }
    }
}
