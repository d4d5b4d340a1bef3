import NIOCore

/// Sends bytes that need not be a request, and collects what comes back: one answer, or silence.
final class RawAnswerCollector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bytes: [UInt8]
    private let promise: EventLoopPromise<WebAnswer>
    private var received: [UInt8] = []

    init(_ bytes: [UInt8], promise: EventLoopPromise<WebAnswer>) {
        (self.bytes, self.promise) = (bytes, promise)
    }

    func channelActive(context: ChannelHandlerContext) {
        let buffer = context.channel.allocator.buffer(bytes: bytes)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(unwrapInboundIn(data).readableBytesView)
        guard received.count < 1 << 20, let answer = Self.answer(in: received) else { return }
        promise.succeed(answer)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        // Closed without a word is an answer, too: status 0.
        promise.succeed(
            Self.answer(in: received, isComplete: true)
                ?? WebAnswer(status: 0, headers: [], body: received))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// The first answer, when it is all there.
    static func answer(in bytes: [UInt8], isComplete: Bool = false) -> WebAnswer? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix("HTTP/1."), let end = text.range(ofBlankLine: ()) else { return nil }
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return nil }
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (
                name: String(parts.first ?? ""),
                value: String((parts.count > 1 ? parts[1] : "").drop { $0 == " " })
            )
        }
        let body = Array(text[end.upperBound...].utf8)
        let answer = WebAnswer(status: status, headers: headers, body: body)
        let length = answer.header("Content-Length").flatMap { Int($0) } ?? 0
        return isComplete || body.count >= length ? answer : nil
    }
}

extension String {
    fileprivate func range(ofBlankLine: Void) -> Range<String.Index>? {
        let bytes = utf8
        var index = bytes.startIndex
        while let end = bytes.index(index, offsetBy: 4, limitedBy: bytes.endIndex) {
            if bytes[index..<end].elementsEqual("\r\n\r\n".utf8) { return index..<end }
            index = bytes.index(after: index)
        }
        return nil
    }
}
