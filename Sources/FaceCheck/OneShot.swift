import NIOConcurrencyHelpers

/// One value for one task that waits for it; whichever comes first, value or end of the wait.
final class OneShot<Value: Sendable>: Sendable {
    /// ```
    ///  empty ──► waiting ──► over
    ///    └─────► full ─────► over
    /// ```
    private enum State {
        case empty
        case waiting(CheckedContinuation<Value?, Never>)
        case full(Value)
        /// Taken, or given up.
        case over
    }

    private let state = NIOLockedValueBox(State.empty)

    /// Only the first value counts.
    func fulfil(_ value: Value) {
        let waiter = state.withLockedValue { state -> CheckedContinuation<Value?, Never>? in
            switch state {
            case .empty:
                state = .full(value)
                return nil
            case .waiting(let waiter):
                state = .over
                return waiter
            case .full, .over: return nil
            }
        }
        waiter?.resume(returning: value)
    }

    /// Waits; to be called once.
    ///
    /// - Returns: `nil` when the task was cancelled before there was a value.
    func value() async -> Value? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { park($0) }
        } onCancel: {
            giveUp()
        }
    }

    private func park(_ waiter: CheckedContinuation<Value?, Never>) {
        let found = state.withLockedValue { state -> Value?? in
            switch state {
            case .empty:
                state = .waiting(waiter)
                return .none
            case .full(let value):
                state = .over
                return .some(value)
            case .waiting, .over: return .some(nil)
            }
        }
        if let found { waiter.resume(returning: found) }
    }

    /// What has arrived stays good: it must not be lost because the waiting ends just then.
    private func giveUp() {
        let waiter = state.withLockedValue { state -> CheckedContinuation<Value?, Never>? in
            switch state {
            case .empty, .over:
                state = .over
                return nil
            case .waiting(let waiter):
                state = .over
                return waiter
            case .full: return nil
            }
        }
        waiter?.resume(returning: nil)
    }
}

/// Runs the body, but not longer than that.
///
/// - Returns: `nil` when it took too long or the task was cancelled; a value that arrives together
///   with the end of the time counts.
func within<Value: Sendable>(
    _ limit: Duration, by clock: any Clock<Duration>,
    _ body: @escaping @Sendable () async -> Value?
) async -> Value? {
    await withTaskGroup(of: Value?.self) { group in
        group.addTask { await body() }
        group.addTask {
            // Cancelled as soon as the body has ended.
            try? await clock.sleep(for: limit)
            return nil
        }
        var found: Value?
        for await value in group {
            group.cancelAll()
            if let value { found = value }
        }
        return found
    }
}
