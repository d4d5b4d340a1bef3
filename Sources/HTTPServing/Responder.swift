package import HTTPTypes

/// Whoever answers the requests of a listener.
package protocol Responder: Sendable {
    /// Bytes of body that this address takes. Asked only when there is one.
    func bodyLimit(for head: HTTPRequest) -> Int

    /// Called on the event loop, so it must be quick: what takes longer is `work`.
    func reply(to request: Request) -> Reply
}

/// How a request goes on.
package enum Reply: Sendable {
    /// All is known.
    case response(Response)
    /// There is nothing to say yet.
    case held(any HeldAnswer)
    /// It has to be worked out, in a task.
    case work(@Sendable () async -> Reply)
}

/// An answer that waits for news. The connection keeps it without a task and without a thread: ten
/// thousand pages that wait are the broker's daily work.
package protocol HeldAnswer: Sendable {
    /// Begins to wait.
    ///
    /// - Parameter ring: to be called at most once, on any thread, when the wait is over; what it is
    ///   given runs on the connection's event loop and says how to go on.
    func park(_ ring: @escaping @Sendable (_ look: @escaping @Sendable () -> Reply) -> Void)

    /// The client is gone.
    func abandon()
}
