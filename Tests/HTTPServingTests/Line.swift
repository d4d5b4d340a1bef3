import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import HTTPServing

/// Answers as the test says, and keeps what it was asked.
final class ScriptedResponder: Responder {
    static let limit = 8
    static let large = ByteBuffer(repeating: 0x61, count: 100_000)

    let heard = NIOLockedValueBox<[Request]>([])
    let polls = NIOLockedValueBox<[ScriptedPoll]>([])

    func bodyLimit(for head: HTTPRequest) -> Int { Self.limit }

    func reply(to request: Request) -> Reply {
        heard.withLockedValue { $0.append(request) }
        switch request.path {
        case "/held":
            let poll = ScriptedPoll()
            polls.withLockedValue { $0.append(poll) }
            return .held(poll)
        case "/work": return .work { .response(Response(status: .noContent)) }
        case "/empty": return .response(Response(status: .noContent))
        case "/last":
            return .response(Response(status: .ok, headers: [.connection: "close"]))
        case "/large": return .response(Response(status: .ok, body: Self.large))
        case "/forged":
            let forged: HTTPFields = [.location: "/a\r\nset-cookie: forged\r\n\r\n<p>"]
            return .response(Response(status: .found, headers: forged))
        case let path:
            let text = "\(path)?\(request.query ?? "-") \(request.body.map(String.init) ?? "much")"
            return .response(Response(status: .ok, body: ByteBuffer(string: text)))
        }
    }

    /// The poll that was held last.
    var poll: ScriptedPoll { polls.withLockedValue { $0[$0.count - 1] } }
}

/// A poll that is rung by hand.
final class ScriptedPoll: HeldAnswer {
    let bell = NIOLockedValueBox<(@Sendable (@escaping @Sendable () -> Reply) -> Void)?>(nil)
    let isAbandoned = NIOLockedValueBox(false)

    func park(_ ring: @escaping @Sendable (@escaping @Sendable () -> Reply) -> Void) {
        bell.withLockedValue { $0 = ring }
    }

    func abandon() { isAbandoned.withLockedValue { $0 = true } }

    func ring(_ reply: Reply) { bell.withLockedValue { $0 }?({ reply }) }
}

/// Keeps what is sent from going out, and counts what would be read.
final class Dam: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    var isShut = false
    private(set) var readCount = 0
    private var kept: [(NIOAny, EventLoopPromise<Void>?)] = []
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if isShut { kept.append((data, promise)) } else { context.write(data, promise: promise) }
    }

    func read(context: ChannelHandlerContext) {
        readCount += 1
        context.read()
    }

    func open() {
        isShut = false
        for (data, promise) in kept { context?.write(data, promise: promise) }
        kept = []
        context?.flush()
    }
}

/// One connection of a listener, without a socket; what is sent is written as bytes.
final class Line {
    let channel: EmbeddedChannel
    let connections: Connections
    let responder = ScriptedResponder()
    private let dam = Dam()

    /// - Parameters:
    ///   - bodies: bytes of request bodies that the listener has room for.
    ///   - key: by which its address is counted.
    ///   - before: happens to the listener before somebody connects.
    init(
        bodies: Int = 1000, key: String? = nil, before: (Connections) -> Void = { _ in }
    ) throws {
        let loop = EmbeddedEventLoop()
        var limits = ListenerLimits(connections: 3)
        limits.bodies = bodies
        limits.addressKey = { _ in key }
        connections = Connections(limits, on: loop)
        before(connections)
        channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.addHandler(dam)
        channel.remoteAddress = try SocketAddress(ipAddress: "192.0.2.7", port: 4711)
        try HTTPListener.speak(on: channel, responder, connections)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.7", port: 4711)).wait()
    }

    /// All that comes back for some text.
    @discardableResult func say(_ text: String) throws -> String {
        // A parse error is answered, and thrown here, too.
        _ = try? channel.writeInbound(ByteBuffer(string: text))
        return try heard()
    }

    func get(_ path: String, _ more: String = "") throws -> String {
        try say("GET \(path) HTTP/1.1\r\nHost: h\r\n\(more)\r\n")
    }

    func heard() throws -> String {
        channel.embeddedEventLoop.run()
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
            text += String(buffer: bytes)
        }
        return text
    }

    /// Lets time go by.
    func wait(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

    /// From now on the client reads nothing.
    func stopReading() {
        dam.isShut = true
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
    }

    func readAgain() throws -> String {
        dam.open()
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        return try heard()
    }

    var isOpen: Bool { channel.isActive }

    /// Whether the channel, which is ready for more, may read.
    func mayRead() -> Bool {
        let before = dam.readCount
        channel.read()
        return dam.readCount > before
    }

    var readCount: Int { dam.readCount }
}
