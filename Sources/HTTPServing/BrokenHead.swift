import NIOCore
import NIOHTTP1

/// Answers what is no HTTP, or too much of it; the connection ends with that. The library's own handler
/// says 400 to everything: whoever sends too many fields would look for a fault in their spelling.
final class BrokenHead: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Whether an answer has begun, into which nothing may be written.
    private var isAnswering = false

    func write(
        context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
    ) {
        switch Self.unwrapOutboundIn(data) {
        case .head: isAnswering = true
        case .body: break
        case .end: isAnswering = false
        }
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let fault = error as? HTTPParserError, !isAnswering { answer(fault, context) }
        context.fireErrorCaught(error)
    }

    private func answer(_ fault: HTTPParserError, _ context: ChannelHandlerContext) {
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
