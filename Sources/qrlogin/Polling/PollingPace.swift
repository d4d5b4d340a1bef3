/// How long to wait before asking again (RFC 8628, section 3.5).
struct PollingPace: Equatable {
    /// Seconds that each `slow_down` adds, for good.
    static let slowDownStep = 5
    /// Questions in a row that may find nobody: a provider that is started anew is back sooner.
    static let patience = 5
    /// Seconds that are waited at most because nobody answers or the provider is busy.
    static let maximumPause = 60

    /// Seconds between two questions.
    private(set) var interval: Int
    private var failures = 0

    init(interval: Int) { self.interval = interval }

    /// Seconds to wait after an answer; `nil` when there is no use in asking again.
    mutating func pause(after answer: PollAnswer) -> Int? {
        switch answer {
        case .tokens, .over: return nil
        case .pending:
            failures = 0
            return interval
        case .slowDown:
            failures = 0
            interval += Self.slowDownStep
            return interval
        case .busy(let seconds):
            failures = 0
            return max(interval, min(seconds ?? interval, Self.maximumPause))
        case .unreachable:
            failures += 1
            guard failures < Self.patience else { return nil }
            // Twice as long each time, so that a provider in trouble is not held down.
            return max(interval, min(interval << failures, Self.maximumPause))
        }
    }
}
