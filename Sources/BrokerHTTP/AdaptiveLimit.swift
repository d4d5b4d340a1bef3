/// How many requests may be worked on before new logins are turned away, on this machine, now.
///
/// How many are too many depends on the machine. So the limit follows how long requests wait for their
/// turn: from being taken up until somebody works on them, while the processor has others to serve.
/// What one waits for later, a flush or a company that checks faces, says nothing about how many more
/// could be served.
struct AdaptiveLimit {
    /// How long is long, on average: a login has some eight requests, and whoever waits a tenth of a
    /// second for each finds it slow.
    static let patience: Duration = .milliseconds(100)
    /// What an average is taken of, at least; less is chance.
    static let span: Duration = .milliseconds(100)
    static let few = 8
    /// After it, what was seen says nothing about now, unless there is so much to do that nothing could
    /// begin meanwhile.
    static let memory: Duration = .seconds(1)
    /// With fewer in work processors would have nothing to do at times, and nobody waits long.
    static let least = 16

    private let most: Int
    private(set) var current: Int
    private var since: SuspendingClock.Instant?
    private var waited = Duration.zero
    private var count = 0

    /// - Parameter most: what it is where nobody waits long.
    init(most: Int) {
        self.most = most
        current = most
    }

    /// A request's turn has come.
    ///
    /// - Parameter inWork: requests, this one among them.
    mutating func begin(
        takenAt: SuspendingClock.Instant, at now: SuspendingClock.Instant, inWork: Int
    ) {
        let age = now - (since ?? now)
        let isIdle = age >= Self.memory && inWork <= Self.least
        if isIdle || age >= Self.span && count >= Self.few {
            if isIdle { current = most } else { follow(waited / count, for: age) }
            (since, waited, count) = (nil, .zero, 0)
        }
        since = since ?? now
        waited += now - takenAt
        count += 1
    }

    /// Down by as much as the wait is too long, by half at most; up by a tenth each span, of which one
    /// with few requests may have been several.
    private mutating func follow(_ wait: Duration, for age: Duration) {
        if wait > Self.patience {
            let share = max(0.5, Self.patience / wait)
            current = max(min(Self.least, most), Int(Double(current) * share))
        } else {
            let spans = min(age, Self.memory) / Self.span
            current = min(most, current + max(1, Int(Double(current) * 0.1 * spans)))
        }
    }
}
