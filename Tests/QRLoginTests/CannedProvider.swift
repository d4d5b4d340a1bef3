import AsyncHTTPClient
import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import NIOPosix
import StrictJSON
import Terminal

@testable import qrlogin

/// A server that gives prepared answers in order and keeps what it was told.
final class CannedProvider: Sendable {
    struct Reply {
        var status = 200
        var body: JSONValue? = nil
        var headers: [String: String] = [:]
    }

    struct Request {
        var uri: String
        var authorization: String?
        var body: String
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

    /// Serves on any free port while the body runs; the text is the address.
    func serve<Result>(
        _ body: (ProviderClient, String) async throws -> Result
    ) async throws -> Result {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
                    try channel.pipeline.syncOperations.addHandler(Handler(provider: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let http = CautiousHTTP.makeClient()
        let address = "http://127.0.0.1:\(server.localAddress?.port ?? 0)"
        do {
            let result = try await body(ProviderClient(http: http, language: .english), address)
            try await http.shutdown()
            try await server.close()
            return result
        } catch {
            try await http.shutdown()
            try await server.close()
            throw error
        }
    }

    fileprivate func reply(to request: Request) -> Reply {
        state.withLockedValue { state in
            state.requests.append(request)
            guard !state.replies.isEmpty else { return Reply(status: 599) }
            return state.replies.removeFirst()
        }
    }
}

private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let provider: CannedProvider
    private var request = CannedProvider.Request(uri: "", body: "")

    init(provider: CannedProvider) { self.provider = provider }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            let authorization = head.headers.first(name: "Authorization")
            request = .init(uri: head.uri, authorization: authorization, body: "")
        case .body(let part): request.body += String(buffer: part)
        case .end: answer(provider.reply(to: request), context)
        }
    }

    private func answer(_ reply: CannedProvider.Reply, _ context: ChannelHandlerContext) {
        let bytes = reply.body?.serialized() ?? []
        var head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: reply.status))
        for (name, value) in reply.headers { head.headers.add(name: name, value: value) }
        head.headers.add(name: "Content-Length", value: "\(bytes.count)")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
