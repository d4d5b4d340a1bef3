import HTTPTypes
import NIOCore
import NIOHTTP1

/// How a request is answered, now or later.
extension Connection {
    /// Has the request answered, if it is all there, and not while the client does not read: its
    /// answers would fill the memory.
    func proceed() {
        guard case .reading(let arriving) = state, hasArrived || arriving.isOver,
            let context
        else { return }
        guard context.channel.isWritable else { return keep(arriving) }
        if arriving.isRefused {
            let busy: HTTPFields = [.retryAfter: "1"]
            return answer(Response(status: .serviceUnavailable, headers: busy), arriving.exchange)
        }
        let request = Request(
            head: arriving.head, body: arriving.isTooMuch ? nil : arriving.body,
            peer: peer)
        go(on: responder.reply(to: request), arriving.exchange)
    }

    func proceedSoon() {
        guard case .reading = state, let loop = context?.eventLoop else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        loop.execute { bound.value.proceed() }
    }

    func go(on reply: Reply, _ exchange: Exchange) {
        switch reply {
        case .response(let response): answer(response, exchange)
        case .held(let held): hold(held, exchange)
        case .work(let respond): work(respond, exchange)
        }
    }

    /// Nothing is kept of a request whose answer is held.
    func hold(_ held: any HeldAnswer, _ exchange: Exchange) {
        giveRoomBack()
        guard let loop = context?.eventLoop, !isClosing else { return held.abandon() }
        state = .held(held, exchange)
        round &+= 1
        let round = round
        let bound = NIOLoopBound(self, eventLoop: loop)
        held.park { look in
            loop.execute { bound.value.ring(round, look) }
        }
    }

    func ring(_ round: UInt32, _ look: () -> Reply) {
        guard case .held(_, let exchange) = state, round == self.round else { return }
        go(on: look(), exchange)
    }

    func work(
        _ respond: @escaping @Sendable () async -> Reply, _ exchange: Exchange
    ) {
        guard let loop = context?.eventLoop else { return }
        state = .answering(exchange)
        let bound = NIOLoopBound(self, eventLoop: loop)
        let room = handOverRoom()
        let work = Work(respond: respond) { reply in
            loop.execute { bound.value.deliver(reply, room) }
        }
        if case .enqueued = siblings.queue.yield(work) { return }
        takeOverRoom(room)
        answer(Response(status: .serviceUnavailable, headers: [.retryAfter: "1"]), exchange)
    }

    /// - Parameter room: what the work had of it.
    func deliver(_ reply: Reply, _ room: Int) {
        takeOverRoom(room)
        if case .answering(let exchange) = state, !isClosing { return go(on: reply, exchange) }
        giveRoomBack()
        if case .held(let held) = reply { held.abandon() }
    }

    func answer(_ response: Response, _ exchange: Exchange) {
        guard let context, !isClosing else { return }
        let closes =
            !exchange.isKeptAlive || quiescedAt != nil
            || response.headers[.connection] == "close"
        lastHeardAt = context.eventLoop.now
        giveRoomBack()
        state = hasArrived ? .idle : .draining
        isClosing = closes
        sending += 1
        let (first, rest) = exchange.bytes(
            of: response, closes: closes, date: siblings.date, context.channel.allocator)
        if rest != nil { context.write(Self.wrapOutboundOut(first), promise: nil) }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.writeAndFlush(Self.wrapOutboundOut(rest ?? first)).whenComplete { _ in
            bound.value.sent()
        }
        nextSoon()
    }

    func sent() {
        sending -= 1
        lastHeardAt = siblings.now
        closeIfDone()
    }

    func rest() {
        state = .idle
        closeIfDone()
    }
}
