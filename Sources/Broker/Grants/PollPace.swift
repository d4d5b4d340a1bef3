import LoginFlow
import NIOConcurrencyHelpers
import WaitingRoom

/// How fast programs ask for the outcome of what they started (RFC 8628 section 3.5).
///
/// In memory only: after a restart everybody may ask at once, once.
final class PollPace: Sendable {
    /// Seconds between two questions, and what each too early one adds.
    static let interval = 5

    /// How many are kept; beyond it the table starts anew, which is kind to everybody in it.
    private static let capacity = 20_000

    private struct Entry {
        var last: WaitingInstant
        var interval: Int
    }

    private let entries = NIOLockedValueBox<[SessionID: Entry]>([:])

    /// Counts a question.
    ///
    /// - Returns: whether it came too early.
    func isTooEarly(_ id: SessionID, at now: WaitingInstant) -> Bool {
        entries.withLockedValue { entries in
            guard var entry = entries[id] else {
                if entries.count >= Self.capacity { entries.removeAll() }
                entries[id] = Entry(last: now, interval: Self.interval)
                return false
            }
            let isEarly =
                now.milliseconds - entry.last.milliseconds < Int64(entry.interval) * 1000
            if isEarly { entry.interval += Self.interval }
            entry.last = now
            entries[id] = entry
            return isEarly
        }
    }

    func forget(_ id: SessionID) { entries.withLockedValue { $0[id] = nil } }
}
