import NIOCore

/// One connection of a browser, a phone or a portal: one request at a time, its answer, the next.
///
/// All of it lives on one event loop, without tasks and without futures per request: a load test
/// that is slow itself measures itself.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private struct Pending {
        var call: Call
        var sentAt: NIODeadline
        var firstByteAt: NIODeadline?
        var lastByteAt: NIODeadline?
    }

    private var context: ChannelHandlerContext?
    private var received = ByteBuffer()
    private var pending: Pending?
    /// Called once, when the connection has ended.
    var ended: (() -> Void)?

    private(set) var isOpen = false
    /// Whether a request waits for its answer.
    var isBusy: Bool { pending != nil }
    /// When the answer that is waited for is too late.
    var deadline: NIODeadline? { pending.map { $0.sentAt + $0.call.patience } }

    /// Sends a request; the connection must be open and not busy.
    func send(_ call: Call) {
        guard let context, isOpen else {
            return call.then(CallOutcome(.closed))
        }
        precondition(pending == nil, "one request at a time")
        pending = Pending(call: call, sentAt: .now())
        context.writeAndFlush(wrapOutboundOut(call.request), promise: nil)
    }

    /// Gives up: whoever waits hears of the failure, and the connection is closed.
    func giveUp(_ failure: CallFailure) {
        finish(.failure(failure))
        close()
    }

    /// Closes without a word, as a browser does whose tab is shut.
    func close() {
        pending = nil
        isOpen = false
        context?.close(promise: nil)
    }

    private func finish(_ result: Result<Answer, CallFailure>) {
        guard let pending else { return }
        self.pending = nil
        pending.call.then(
            CallOutcome(
                result: result, sentAt: pending.sentAt,
                firstByteAt: pending.firstByteAt ?? .now(),
                lastByteAt: pending.lastByteAt ?? .now()))
    }

    // MARK: What the channel says

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    /// The other side is there. (The channel itself says so only after it told who connected.)
    func opened() { isOpen = context != nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let now = NIODeadline.now()
        pending?.lastByteAt = now
        if pending?.firstByteAt == nil { pending?.firstByteAt = now }
        var bytes = unwrapInboundIn(data)
        if received.readableBytes == 0 { received = bytes } else { received.writeBuffer(&bytes) }
        do throws(CallFailure) {
            guard let answer = try Answer.next(in: &received) else { return }
            if answer.closes { isOpen = false }
            finish(.success(answer))
            if answer.closes { context.close(promise: nil) }
        } catch {
            giveUp(error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        isOpen = false
        finish(.failure(.closed))
        ended?()
        ended = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
