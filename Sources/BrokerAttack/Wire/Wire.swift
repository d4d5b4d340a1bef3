import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Calls the deployment, each time on a connection of its own, from any address that there is.
struct Wire: Sendable {
    let target: AttackTarget
    private let tls: NIOSSLContext?

    /// How long an answer may take that is not held on purpose.
    static let patience = TimeAmount.seconds(30)

    /// - Throws: when TLS cannot be set up.
    init(target: AttackTarget) throws {
        self.target = target
        tls = target.isTLS ? try NIOSSLContext(configuration: .makeClientConfiguration()) : nil
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// - Throws: `.network`.
    func send(
        _ request: WebRequest, from source: Source = .own, patience: TimeAmount = patience
    ) async throws(AttackFailure) -> WebAnswer {
        let (head, body) = parts(of: request, source)
        return try await exchange(from: source, patience: patience) { channel, promise in
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            try channel.pipeline.syncOperations.addHandler(
                AnswerCollector(head, body, promise: promise))
        }
    }

    /// Sends bytes that need not be HTTP.
    func sendRaw(
        _ bytes: [UInt8], from source: Source = .own, patience: TimeAmount = .seconds(10)
    ) async throws(AttackFailure) -> WebAnswer {
        try await exchange(from: source, patience: patience) { channel, promise in
            try channel.pipeline.syncOperations.addHandler(
                RawAnswerCollector(bytes, promise: promise))
        }
    }

    private func parts(
        of request: WebRequest, _ source: Source
    ) -> (HTTPRequestHead, [UInt8]?) {
        var headers = HTTPHeaders(request.headers)
        if !headers.contains(name: "Host") { headers.add(name: "Host", value: target.authority) }
        if let forwarded = source.forwarded, !headers.contains(name: "X-Forwarded-For") {
            headers.add(name: "X-Forwarded-For", value: forwarded)
        }
        if request.method != "GET" {
            headers.add(name: "Content-Length", value: "\(request.body?.count ?? 0)")
        }
        headers.add(name: "Connection", value: "close")
        let head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method),
            uri: target.base + request.path, headers: headers)
        return (head, request.body)
    }

    private func exchange(
        from source: Source, patience: TimeAmount,
        prepare: @escaping @Sendable (any Channel, EventLoopPromise<WebAnswer>) throws -> Void
    ) async throws(AttackFailure) -> WebAnswer {
        let loop = NIOSingletons.posixEventLoopGroup.next()
        let promise = loop.makePromise(of: WebAnswer.self)
        let overdue = loop.scheduleTask(in: patience) {
            promise.fail(
                AttackFailure.network("no answer within \(patience.nanoseconds / 1_000_000) ms"))
        }
        defer { overdue.cancel() }
        var open: (any Channel)?
        defer { open?.close(promise: nil) }
        do {
            let channel = try await bootstrap(loop, source, patience) { try prepare($0, promise) }
                .connect(host: target.host, port: target.port).get()
            open = channel
            return try await promise.futureResult.get()
        } catch let failure as AttackFailure {
            throw failure
        } catch {
            promise.fail(error)
            throw .network("\(error)")
        }
    }

    private func bootstrap(
        _ loop: any EventLoop, _ source: Source, _ patience: TimeAmount,
        prepare: @escaping @Sendable (any Channel) throws -> Void
    ) throws -> ClientBootstrap {
        let (tls, host) = (tls, target.host)
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: tls, serverHostname: host))
                    }
                    try prepare(channel)
                }
            }
        guard let address = source.address else { return bootstrap }
        return bootstrap.bind(to: try SocketAddress(ipAddress: address, port: 0))
    }
}
