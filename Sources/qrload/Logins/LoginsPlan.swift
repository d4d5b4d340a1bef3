import NIOCore

/// What `logins` is to do.
struct LoginsPlan {
    enum Arrivals: Equatable {
        /// So many a second, whatever the server does.
        case open(perSecond: Double)
        /// So many at a time, each as soon as the one before is over.
        case closed(slots: Int)
    }

    var arrivals: Arrivals
    var ramp: TimeAmount
    var duration: TimeAmount
    var mix: Mix
    /// Extra pages that only wait.
    var held = 0
    var pids: [Int32] = []
    /// Logins under way; beyond them, arrivals are counted as errors. It bounds the memory of the
    /// load test where the server takes nothing any more.
    var mostInFlight = 50_000
    /// How long those under way may take when no more arrive.
    var drain = TimeAmount.seconds(30)
    var progress: Progress?
}
