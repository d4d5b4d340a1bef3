import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// One connection: reads a request, has it answered, and again.
///
/// ```
/// idle ──head──▶ reading ──end, and the line is free──▶ answering ──answer──▶ idle
///                   │                                     │  ▲
///                   │ too much                to be held  │  │ to be worked out
///                   ▼                                     ▼  │
///               answering ──▶ draining                   held ──bell──▶ answer
/// ```
/// Pipelined requests wait in the library's handler before this one. A held answer has no task: this
/// object and what it holds is all that a waiting page costs, beside its socket.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    enum State {
        case idle
        case reading(Arriving)
        case answering(Exchange)
        case held(any HeldAnswer, Exchange)
        /// The answer was quicker than the rest of the request.
        case draining
    }

    private let responder: any Responder
    private let connections: Connections
    private let siblings: LoopConnections
    private var context: ChannelHandlerContext?
    private var state = State.idle
    /// Whether the request has arrived as a whole.
    private var hasArrived = true
    /// Set while an answer is handed on, which may bring the next request at once.
    private var isAnswering = false
    /// Answers that are still on their way out.
    private var sending = 0
    /// After the last answer nothing is heard any more.
    private var isClosing = false
    private var quiescedAt: NIODeadline?
    private var lastHeardAt: NIODeadline
    private var begunAt: NIODeadline
    /// Distinguishes one held answer from the next.
    private var round: UInt32 = 0

    init(_ responder: any Responder, _ connections: Connections, on loop: any EventLoop) {
        self.responder = responder
        self.connections = connections
        siblings = connections[loop]
        lastHeardAt = loop.now
        begunAt = loop.now
    }

    // MARK: The channel's events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        siblings.add(self)
        if connections.isClosing { quiescedAt = siblings.now }
    }

    func channelActive(context: ChannelHandlerContext) {
        closeIfDone()
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        if case .held(let answer, _) = state { answer.abandon() }
        state = .idle
        isClosing = true
        self.context = nil
        siblings.remove(self)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastHeardAt = context.eventLoop.now
        switch Self.unwrapInboundIn(data) {
        case .head(let head): if !isClosing { begin(head) }
        case .body(let bytes): take(bytes)
        case .end: arrive()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { proceedSoon() }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { close() }

    // MARK: Reading

    private func begin(_ head: HTTPRequestHead) {
        begunAt = lastHeardAt
        hasArrived = false
        guard let request = try? HTTPRequest(head, secure: false, splitCookie: false) else {
            let last: HTTPFields = [.connection: "close"]
            return answer(Response(status: .badRequest, headers: last), Exchange(head))
        }
        let length = request.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        let hasBody = length > 0 || request.headerFields[.transferEncoding] != nil
        let limit = hasBody ? responder.bodyLimit(for: request) : 0
        state = .reading(
            Arriving(
                head: request, exchange: Exchange(head), limit: limit,
                isTooMuch: length > limit))
        proceed()
    }

    private func take(_ bytes: ByteBuffer) {
        guard case .reading(var arriving) = state else { return }
        // The buffer would be copied as long as the state holds it, too.
        state = .idle
        arriving.take(bytes)
        state = .reading(arriving)
        proceed()
    }

    private func arrive() {
        hasArrived = true
        proceed()
        if case .draining = state { rest() }
    }

    // MARK: Answering

    /// Has the request answered, if it is all there and the line is free. It is not while the one
    /// before is handed on: a thousand pipelined requests would be a thousand calls deep. Nor while
    /// the client does not read: its answers would fill the memory.
    private func proceed() {
        guard case .reading(let arriving) = state, hasArrived || arriving.isTooMuch,
            let context
        else { return }
        if isAnswering { return proceedSoon() }
        guard context.channel.isWritable else { return }
        let request = Request(
            head: arriving.head, body: arriving.isTooMuch ? nil : arriving.body,
            peer: context.remoteAddress?.ipAddress ?? "unknown")
        go(on: responder.reply(to: request), arriving.exchange)
    }

    private func proceedSoon() {
        guard case .reading = state, let loop = context?.eventLoop else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        loop.execute { bound.value.proceed() }
    }

    private func go(on reply: Reply, _ exchange: Exchange) {
        switch reply {
        case .response(let response): answer(response, exchange)
        case .held(let held): hold(held, exchange)
        case .work(let respond): work(respond, exchange)
        }
    }

    private func hold(_ held: any HeldAnswer, _ exchange: Exchange) {
        guard let loop = context?.eventLoop, !isClosing else { return held.abandon() }
        state = .held(held, exchange)
        round &+= 1
        let round = round
        let bound = NIOLoopBound(self, eventLoop: loop)
        held.park { look in
            loop.execute { bound.value.ring(round, look) }
        }
    }

    private func ring(_ round: UInt32, _ look: () -> Reply) {
        guard case .held(_, let exchange) = state, round == self.round else { return }
        go(on: look(), exchange)
    }

    private func work(
        _ respond: @escaping @Sendable () async -> Reply, _ exchange: Exchange
    ) {
        guard let loop = context?.eventLoop else { return }
        state = .answering(exchange)
        let bound = NIOLoopBound(self, eventLoop: loop)
        let work = Work(respond: respond) { reply in
            loop.execute { bound.value.deliver(reply) }
        }
        if case .enqueued = siblings.queue.yield(work) { return }
        answer(Response(status: .serviceUnavailable, headers: [.retryAfter: "1"]), exchange)
    }

    private func deliver(_ reply: Reply) {
        switch (state, reply) {
        case (.answering(let exchange), _) where !isClosing: go(on: reply, exchange)
        case (_, .held(let held)): held.abandon()
        case (_, .response), (_, .work): break
        }
    }

    private func answer(_ response: Response, _ exchange: Exchange) {
        guard let context, !isClosing else { return }
        let closes =
            !exchange.isKeptAlive || quiescedAt != nil
            || response.headers[.connection] == "close"
        let head = exchange.head(of: response, closes: closes, date: siblings.date)
        lastHeardAt = context.eventLoop.now
        state = hasArrived ? .idle : .draining
        isClosing = closes
        isAnswering = true
        sending += 1
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        if !exchange.isHead && response.body.readableBytes > 0 {
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(response.body))), promise: nil)
        }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil))).whenComplete { _ in
            bound.value.sent()
        }
        isAnswering = false
    }

    private func sent() {
        sending -= 1
        lastHeardAt = siblings.now
        closeIfDone()
    }

    private func rest() {
        state = .idle
        closeIfDone()
    }

    // MARK: Ending

    /// Closes once there is nothing to be sent any more, and nothing arrives: what is not read when
    /// the connection ends would take the answer with it.
    private func closeIfDone() {
        guard isClosing || quiescedAt != nil, sending == 0, case .idle = state else { return }
        close()
    }

    func close() {
        isClosing = true
        if case .held(let held, _) = state {
            state = .idle
            held.abandon()
        }
        context?.close(promise: nil)
    }

    /// No further request is taken.
    func quiesce() {
        if quiescedAt == nil { quiescedAt = siblings.now }
        closeIfDone()
    }

    func closeIfOverdue(at now: NIODeadline, _ limits: ListenerLimits) {
        switch state {
        case .answering, .held: return
        case .idle, .reading, .draining:
            let isSilent =
                now - lastHeardAt >= (sending > 0 ? limits.arrival : limits.silence)
            let isLate = !hasArrived && now - begunAt >= limits.arrival
            let isLast = quiescedAt.map { now - $0 >= limits.silence } ?? false
            if isSilent || isLate || isLast { close() }
        }
    }
}
