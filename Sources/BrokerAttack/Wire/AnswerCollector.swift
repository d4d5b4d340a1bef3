import NIOCore
import NIOHTTP1

/// Collects one answer of a connection that is used once.
final class AnswerCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    /// The largest body that is kept, in bytes; what follows is dropped.
    static let longestBody = 8 << 20

    private let promise: EventLoopPromise<WebAnswer>
    private let begun = NIODeadline.now()
    private var answer: WebAnswer?

    init(_ promise: EventLoopPromise<WebAnswer>) { self.promise = promise }

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
