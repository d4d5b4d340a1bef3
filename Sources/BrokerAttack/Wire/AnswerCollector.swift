import NIOCore
import NIOHTTP1

/// Sends one request as soon as its connection is there, and collects the answer.
final class AnswerCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// The largest body that is kept, in bytes; what follows is dropped.
    static let longestBody = 8 << 20

    private let head: HTTPRequestHead
    private let body: [UInt8]?
    private let promise: EventLoopPromise<WebAnswer>
    private let begun = NIODeadline.now()
    private var answer: WebAnswer?

    init(
        _ head: HTTPRequestHead, _ body: [UInt8]?, promise: EventLoopPromise<WebAnswer>
    ) {
        (self.head, self.body, self.promise) = (head, body, promise)
    }

    /// Here and not by whoever waits: among ten thousand of them the last would be so late that the
    /// deployment took the connection for a dead one.
    func channelActive(context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if let body {
            let bytes = context.channel.allocator.buffer(bytes: body)
            context.write(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            answer = WebAnswer(
                status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) },
                body: [])
        case .body(let bytes):
            guard let count = answer?.body.count, count < Self.longestBody else { return }
            answer?.body += Array(bytes.readableBytesView)
        case .end:
            guard var answer else { return }
            let span = NIODeadline.now() - begun
            answer.milliseconds = Double(span.nanoseconds) / 1e6
            promise.succeed(answer)
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(AttackFailure.network("the connection was closed before the answer"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(AttackFailure.network("\(error)"))
        context.close(promise: nil)
    }
}
