import NIOCore
import NIOHTTP1

/// One connection: reads a request, has it answered, and again.
///
/// ```
/// idle ──head──▶ reading ──end, and the line is free──▶ answering ──answer──▶ idle
///                   │                                     │  ▲
///                   │ too much                to be held  │  │ to be worked out
///                   ▼                                     ▼  │
///               answering ──▶ draining                   held ──bell──▶ answer
/// ```
/// A held answer has no task: this object and what it holds is all that a waiting page costs, beside
/// its socket.
final class Connection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    enum State {
        case idle
        case reading(Arriving)
        case answering(Exchange)
        case held(any HeldAnswer, Exchange)
        /// The answer was quicker than the rest of the request.
        case draining
    }

    let responder: any Responder
    let connections: Connections
    let siblings: LoopConnections
    var context: ChannelHandlerContext?
    var state = State.idle
    /// Whether the request has arrived as a whole.
    var hasArrived = true
    /// Bytes that are set aside for what is kept of its request; a work takes them along.
    private var room = 0
    /// Whose it is, if that counts.
    let key: String?
    /// The address of the other end.
    let peer: String
    var pipelined = Pipelined()
    /// Answers that are still on their way out.
    var sending = 0
    /// After the last answer nothing is heard any more.
    var isClosing = false
    var quiescedAt: NIODeadline?
    var lastHeardAt: NIODeadline
    var begunAt: NIODeadline
    /// Distinguishes one held answer from the next.
    var round: UInt32 = 0

    init(_ responder: any Responder, _ connections: Connections, on channel: any Channel) {
        let loop = channel.eventLoop
        self.responder = responder
        self.connections = connections
        key = connections.key(of: channel)
        peer = channel.remoteAddress?.ipAddress ?? "unknown"
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
        giveRoomBack()
        forgetPipelined()
        self.context = nil
        siblings.remove(self)
    }

    /// Sets memory aside for a request that has grown, or gives some back when less of it is kept.
    func takeRoom(for count: Int) -> Bool {
        if count < room { giveRoomBack(room - count) }
        guard connections.bodies.take(count - room, after: room, by: key)
        else { return false }
        room = count
        return true
    }

    func giveRoomBack() { giveRoomBack(room) }

    private func giveRoomBack(_ count: Int) {
        connections.bodies.giveBack(count, by: key)
        room -= count
    }

    /// The room goes with the request to a work, which lasts even when the client is gone.
    func handOverRoom() -> Int {
        defer { room = 0 }
        return room
    }

    func takeOverRoom(_ count: Int) { room += count }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastHeardAt = context.eventLoop.now
        let part = Self.unwrapInboundIn(data)
        if isBusy { putOff(.part(part)) } else { take(part) }
    }

    func read(context: ChannelHandlerContext) {
        if pipelined.stopsReading() { return }
        context.read()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { proceedSoon() }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let fault = error as? HTTPParserError else { return close() }
        if isBusy { putOff(.fault(fault)) } else { refuse(fault) }
    }

    // MARK: Ending

    /// Closes once there is nothing to be sent any more, and nothing arrives: what is not read when
    /// the connection ends would take the answer with it.
    func closeIfDone() {
        guard isClosing || quiescedAt != nil && pipelined.isEmpty, sending == 0, case .idle = state
        else { return }
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
