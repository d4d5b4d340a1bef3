import NIOCore
import NIOPosix

/// Opens connections to one server, and ends what takes too long on them.
final class Connector {
    /// How often overdue answers are looked for: one sweep for all connections costs less than a
    /// timer for each request, and patience is counted in seconds.
    private static let sweep = TimeAmount.milliseconds(250)

    let loop: any EventLoop
    let endpoint: Endpoint
    private let address: SocketAddress
    private var open: [ObjectIdentifier: Connection] = [:]
    private var opened = 0
    private var sweeping: RepeatedTask?

    /// Connections from one source address: Linux has 28,232 ports for it, and other programs want
    /// some of them too.
    static let connectionsPerSource = 20_000

    /// - Throws: what the resolver says.
    init(loop: any EventLoop, endpoint: Endpoint) throws {
        self.loop = loop
        self.endpoint = endpoint
        address = try .makeAddressResolvingHost(endpoint.host, port: endpoint.port)
    }

    /// Opens one more connection.
    func connect(_ then: @escaping (Result<Connection, CallFailure>) -> Void) {
        startSweeping()
        let connection = Connection()
        let handler = NIOLoopBound(connection, eventLoop: loop)
        var bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(.seconds(10))
            .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 4096))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(handler.value)
                }
            }
        if let source { bootstrap = bootstrap.bind(to: source) }
        opened += 1
        bootstrap.connect(to: address).assumeIsolated().whenComplete { result in
            if case .success = result { connection.opened() }
            guard connection.isOpen else {
                return then(.failure(.connect))
            }
            self.keep(connection)
            then(.success(connection))
        }
    }

    /// Another address of this machine for every some thousand connections.
    private var source: SocketAddress? {
        let number = opened / Self.connectionsPerSource
        guard number > 0, endpoint.isLoopback else { return nil }
        return try? SocketAddress(ipAddress: "127.0.1.\(1 + number % 250)", port: 0)
    }

    private func keep(_ connection: Connection) {
        let key = ObjectIdentifier(connection)
        open[key] = connection
        connection.ended = { self.open[key] = nil }
    }

    private func startSweeping() {
        guard sweeping == nil else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        sweeping = loop.scheduleRepeatedTask(initialDelay: Self.sweep, delay: Self.sweep) { _ in
            bound.value.endOverdue()
        }
    }

    private func endOverdue() {
        let now = NIODeadline.now()
        let overdue = open.values.filter { $0.deadline.map { $0 < now } ?? false }
        for connection in overdue { connection.giveUp(.timeout) }
    }

    /// Closes everything; nobody hears of what they wait for.
    func close() {
        sweeping?.cancel()
        sweeping = nil
        for connection in open.values { connection.close() }
    }
}
