import AsyncHTTPClient
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOPosix
import StrictJSON
import Terminal
import Tokens

@testable import qrphone

/// A server that gives prepared answers in order and keeps what it was told.
final class CannedBroker: Sendable {
    struct Reply {
        var status = 200
        var body: JSONValue? = nil
        var headers: [String: String] = [:]
    }

    /// The claims of each statement, and where it came in.
    struct Request {
        var uri: String
        var claims: JSONObject
        /// The parts beside the statement.
        var pictures: [ReceivedParts.Part] = []
    }

    private struct State {
        var replies: [Reply]
        var requests: [Request] = []
    }

    private let state: NIOLockedValueBox<State>

    init(_ replies: [Reply]) {
        state = NIOLockedValueBox(State(replies: replies))
    }

    var requests: [Request] { state.withLockedValue { $0.requests } }
    var repliesLeft: Int { state.withLockedValue { $0.replies.count } }

    /// Serves on any free port while the body runs.
    func serve<Result>(
        _ body: (BrokerClient) async throws -> Result
    ) async throws -> Result {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Handler(broker: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let http = CautiousHTTP.makeClient()
        let issuer = "http://127.0.0.1:\(server.localAddress?.port ?? 0)"
        do {
            let result = try await body(
                BrokerClient(http: http, issuer: issuer, language: .english))
            try await http.shutdown()
            try await server.close()
            return result
        } catch {
            try await http.shutdown()
            try await server.close()
            throw error
        }
    }

    fileprivate func reply(to uri: String, _ type: String, _ body: [UInt8]) -> Reply {
        var request = Request(uri: uri, claims: [:])
        do {
            let parts = try ReceivedParts(body, contentType: type)
            let assertion = try JSONValue(parsing: parts.statement)["assertion"]?.string ?? ""
            request.claims = try CompactJWS(parsing: assertion).unverifiedPayload
            request.pictures = parts.pictures
        } catch {
            request.claims = ["unreadable": .string("\(error)")]
        }
        return state.withLockedValue { state in
            state.requests.append(request)
            guard !state.replies.isEmpty else { return Reply(status: 599) }
            return state.replies.removeFirst()
        }
    }
}

private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let broker: CannedBroker
    private var uri = ""
    private var type = ""
    private var body: [UInt8] = []

    init(broker: CannedBroker) { self.broker = broker }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            uri = head.uri
            type = head.headers.first(name: "Content-Type") ?? ""
            body = []
        case .body(let part): body += part.readableBytesView
        case .end: answer(broker.reply(to: uri, type, body), context)
        }
    }

    private func answer(_ reply: CannedBroker.Reply, _ context: ChannelHandlerContext) {
        let bytes = reply.body?.serialized() ?? []
        var head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status))
        for (name, value) in reply.headers { head.headers.add(name: name, value: value) }
        if reply.status != 204 {
            head.headers.add(name: "Content-Length", value: "\(bytes.count)")
        }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !bytes.isEmpty {
            context.write(
                wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
