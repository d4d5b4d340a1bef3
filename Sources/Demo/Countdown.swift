import NIOConcurrencyHelpers

/// Calls once when everything awaited has happened.
final class Countdown: Sendable {
    private let left: NIOLockedValueBox<Int>
    private let action: @Sendable () -> Void

    init(_ count: Int, then action: @escaping @Sendable () -> Void) {
        left = NIOLockedValueBox(count)
        self.action = action
    }

    func tick() {
        let isLast = left.withLockedValue { left in
            left -= 1
            return left == 0
        }
        if isLast { action() }
    }
}
