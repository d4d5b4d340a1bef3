import NIOCore
import NIOHTTP1

/// Answers what is no HTTP, or too much of it; the connection ends with that. The library's own handler
/// says 400 to everything: whoever sends too many fields would look for a fault in their spelling.
final class BrokenHead: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Answer { case none, begun, over }

    /// To the request that arrives or has arrived last: it gets one, however broken the rest of it is.
    private var answer = Answer.none
    /// Whether a request has begun to arrive and has not ended.
    private var isArriving = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head: isArriving = true
        case .body: break
        case .end:
            isArriving = false
            beginAnew()
        }
        context.fireChannelRead(data)
    }

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        switch Self.unwrapOutboundIn(data) {
        case .head: answer = .begun
        case .body: break
        case .end:
            answer = .over
            beginAnew()
        }
        context.write(data, promise: promise)
    }

    private func beginAnew() {
        if !isArriving && answer == .over { answer = .none }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let fault = error as? HTTPParserError, answer == .none { refuse(fault, context) }
        context.fireErrorCaught(error)
    }

    private func refuse(_ fault: HTTPParserError, _ context: ChannelHandlerContext) {
        // RFC 6585 section 5.
        let status: HTTPResponseStatus =
            fault == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
        let head = HTTPResponseHead(
            version: .http1_1, status: status,
            headers: ["connection": "close", "content-length": "0"])
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
    }
}
