import NIOConcurrencyHelpers
import NIOCore

/// Reads what a worker complains about and keeps the end of it, for the log when it ends.
final class LastWords: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    /// Bytes kept: a worker that never stops complaining must not fill the memory.
    private static let limit = 4096
    /// Bytes of a line that are worth a log entry.
    private static let lineLimit = 200

    private let words = NIOLockedValueBox<[UInt8]>([])

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data).readableBytesView
        words.withLockedValue { $0 = Array(($0 + bytes).suffix(Self.limit)) }
    }

    /// The last line that says anything, without what could disturb a log.
    var lastLine: String {
        let lines = words.withLockedValue { $0 }.split(separator: UInt8(ascii: "\n"))
        let line = lines.last { line in line.contains { $0 > 32 } } ?? []
        return String(
            decoding: line.prefix(Self.lineLimit).filter { (32..<127).contains($0) },
            as: UTF8.self)
    }
}
