import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// One connection: reads a request, has it answered, and again.
///
/// ```
/// idle ──head──▶ reading ──end──▶ answering ──answer──▶ idle
///                   │                │  ▲
///                   │ too much       │  │ to be worked out
///                   ▼                ▼  │
///               answering          held ──ring──▶ answer
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

    /// What has come of a request.
    struct Arriving {
        let head: HTTPRequest
        let exchange: Exchange
        let limit: Int
        var body = ByteBuffer()
    }

    /// What the answer depends on.
    struct Exchange {
        let isHead: Bool
        let isKeptAlive: Bool
        let isOld: Bool
    }

    private let responder: any Responder
    private let connections: Connections
    private let siblings: LoopConnections
    private var context: ChannelHandlerContext?
    private var state = State.idle
    private var isQuiescing = false
    /// Whether the request has arrived as a whole.
    private var hasArrived = true
    /// Whether the last answer is still on its way out.
    private var isSending = false
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
        if !connections.opened() { quiesce() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        if case .held(let answer, _) = state { answer.abandon() }
        state = .idle
        self.context = nil
        siblings.remove(self)
        connections.closed()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastHeardAt = context.eventLoop.now
        switch Self.unwrapInboundIn(data) {
        case .head(let head): begin(head)
        case .body(let bytes): take(bytes)
        case .end: arrive()
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    // MARK: Reading

    private func begin(_ head: HTTPRequestHead) {
        begunAt = lastHeardAt
        hasArrived = false
        let exchange = Exchange(
            isHead: head.method == .HEAD, isKeptAlive: head.isKeepAlive,
            isOld: head.version != .http1_1)
        guard let request = try? HTTPRequest(head, secure: false, splitCookie: false) else {
            return answer(Response(status: .badRequest), exchange)
        }
        let length = request.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        let hasBody = length > 0 || request.headerFields[.transferEncoding] != nil
        let limit = hasBody ? responder.bodyLimit(for: request) : 0
        let arriving = Arriving(head: request, exchange: exchange, limit: limit)
        if length > limit { overflow(arriving) } else { state = .reading(arriving) }
    }

    private func take(_ bytes: ByteBuffer) {
        guard case .reading(var arriving) = state else { return }
        // The buffer would be copied as long as the state holds it, too.
        state = .idle
        guard arriving.body.readableBytes + bytes.readableBytes <= arriving.limit
        else { return overflow(arriving) }
        var bytes = bytes
        if arriving.body.readableBytes == 0 {
            arriving.body = bytes
        } else {
            arriving.body.writeBuffer(&bytes)
        }
        state = .reading(arriving)
    }

    private func overflow(_ arriving: Arriving) {
        dispatch(request(arriving.head, body: nil), arriving.exchange)
    }

    private func arrive() {
        hasArrived = true
        switch state {
        case .reading(let arriving):
            dispatch(request(arriving.head, body: arriving.body), arriving.exchange)
        case .draining: rest()
        case .idle, .answering, .held: break
        }
    }

    private func request(_ head: HTTPRequest, body: ByteBuffer?) -> Request {
        Request(
            head: head, body: body, peer: context?.remoteAddress?.ipAddress ?? "unknown")
    }

    // MARK: Answering

    private func dispatch(_ request: Request, _ exchange: Exchange) {
        go(on: responder.reply(to: request), exchange)
    }

    private func go(on reply: Reply, _ exchange: Exchange) {
        switch reply {
        case .response(let response): answer(response, exchange)
        case .held(let held): hold(held, exchange)
        case .work(let respond): work(respond, exchange)
        }
    }

    private func hold(_ held: any HeldAnswer, _ exchange: Exchange) {
        guard let loop = context?.eventLoop else { return held.abandon() }
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
        _ respond: @escaping @Sendable () async -> Response, _ exchange: Exchange
    ) {
        guard let loop = context?.eventLoop else { return }
        state = .answering(exchange)
        let bound = NIOLoopBound(self, eventLoop: loop)
        let work = Work(respond: respond) { response in
            loop.execute { bound.value.deliver(response) }
        }
        if case .enqueued = connections.queue.yield(work) { return }
        answer(Response(status: .serviceUnavailable, headers: [.retryAfter: "1"]), exchange)
    }

    private func deliver(_ response: Response) {
        guard case .answering(let exchange) = state else { return }
        answer(response, exchange)
    }

    private func answer(_ response: Response, _ exchange: Exchange) {
        guard let context else { return }
        let closes =
            !exchange.isKeptAlive || isQuiescing || response.headers[.connection] == "close"
        let head = head(of: response, exchange, closes: closes)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        if !exchange.isHead && response.body.readableBytes > 0 {
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(response.body))), promise: nil)
        }
        let end = Self.wrapOutboundOut(.end(nil))
        lastHeardAt = context.eventLoop.now
        // Of what is still arriving after a last answer nothing is read.
        if closes {
            state = .draining
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            context.writeAndFlush(end).whenComplete { _ in bound.value.close(promise: nil) }
        } else {
            state = hasArrived ? .idle : .draining
            send(end, context, isLarge: response.body.readableBytes > Self.largeAnswer)
        }
    }

    /// Bytes beyond which an answer may take a poor line longer than a silence may.
    private static let largeAnswer = 16 * 1024

    private func send(_ end: NIOAny, _ context: ChannelHandlerContext, isLarge: Bool) {
        guard isLarge else { return context.writeAndFlush(end, promise: nil) }
        isSending = true
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.writeAndFlush(end).whenComplete { _ in
            bound.value.isSending = false
            bound.value.lastHeardAt = bound.eventLoop.now
        }
    }

    private func head(
        of response: Response, _ exchange: Exchange, closes: Bool
    ) -> HTTPResponseHead {
        var headers = HTTPHeaders(response.headers)
        let status = HTTPResponseStatus(
            statusCode: response.status.code, reasonPhrase: response.status.reasonPhrase)
        if status.mayHaveResponseBody {
            headers.replaceOrAdd(name: "content-length", value: "\(response.body.readableBytes)")
        }
        headers.add(name: "date", value: siblings.date)
        if closes {
            headers.replaceOrAdd(name: "connection", value: "close")
        } else if exchange.isOld {
            headers.replaceOrAdd(name: "connection", value: "keep-alive")
        }
        return HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    }

    private func rest() {
        state = .idle
        if isQuiescing { close() }
    }

    // MARK: Ending

    func close() { context?.close(promise: nil) }

    /// No further request is taken.
    func quiesce() {
        isQuiescing = true
        if case .idle = state { close() }
    }

    func closeIfOverdue(at now: NIODeadline, _ limits: ListenerLimits) {
        switch state {
        case .answering, .held: return
        case .idle:
            if now - lastHeardAt >= (isSending ? limits.arrival : limits.silence) { close() }
        case .reading, .draining:
            if now - lastHeardAt >= limits.silence || now - begunAt >= limits.arrival { close() }
        }
    }
}
