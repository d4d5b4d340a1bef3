import NIOCore

/// How many threads read and write connections, and work on what they read.
enum EventLoops {
    /// One processor is the writer's. With as many loops as processors a new connection is handed from
    /// the loop that accepts it to another one, which costs a fifth of all that a waiting page costs on
    /// two processors (`scripts/bench polls`).
    ///
    /// To be called once, before anything connects or listens.
    static func set() {
        NIOSingletons.groupLoopCountSuggestion = max(1, System.coreCount - 1)
    }
}
