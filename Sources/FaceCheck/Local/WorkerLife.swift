/// How a worker's life went.
struct WorkerLife: Sendable {
    enum End: String, Sendable {
        case notStarted = "not started"
        case tooSlowToStart = "too slow to start"
        case tooSlow = "too slow"
        case nonsense = "nonsense"
        case died = "died"
        /// The broker has no use for it any more.
        case dismissed = "dismissed"
    }

    var end: End
    /// Whether it ever said that it could work.
    var wasReady = false
    /// Whether it ever answered a question.
    var hasAnswered = false
    /// What it had not answered.
    var unanswered: FaceJob?
    /// What it complained about last.
    var lastWords = ""
}

/// How long to wait before a worker is started again: 1 s, 2 s, 4 s … 60 s, from the beginning
/// again once one has done some work.
struct RestartPause: Sendable, Equatable {
    /// Seconds.
    private static let longest = 60

    /// Lives in a row in which nothing was answered.
    private(set) var failures = 0

    /// - Returns: seconds.
    mutating func next(after life: WorkerLife) -> Int {
        failures = life.hasAnswered ? 1 : failures + 1
        return min(1 << min(failures - 1, 10), Self.longest)
    }
}
