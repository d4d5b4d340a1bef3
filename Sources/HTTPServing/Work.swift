import NIOCore

/// A request that cannot be answered at once, on its way to the tasks of its loop. The queue is as long
/// as there are connections, and each has one request at a time.
struct Work: Sendable {
    let respond: @Sendable () async -> Reply
    let deliver: @Sendable (Reply) -> Void

    func run() async { deliver(await respond()) }
}
