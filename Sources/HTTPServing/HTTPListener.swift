import Glibc
package import NIOCore
import NIOHTTP1
import NIOPosix
package import NIOSSL
import ServiceLifecycle

/// A port where HTTP/1.1 is spoken, over TLS or not.
///
/// The protocol itself is NIO's; a connection of our own stands behind it, because a server that
/// keeps a task and a stream for every waiting page needs five times the memory (see the decisions).
package struct HTTPListener: Service {
    private let host: String
    private let port: Int
    private let responder: any Responder
    private let tls: NIOSSLContext?
    private let limits: ListenerLimits
    private let onListening: @Sendable (SocketAddress?) -> Void

    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - tls: `nil` for plain HTTP.
    ///   - onListening: told the real address.
    package init(
        host: String, port: Int, responder: any Responder, tls: NIOSSLContext? = nil,
        limits: ListenerLimits, onListening: @escaping @Sendable (SocketAddress?) -> Void
    ) {
        self.host = host
        self.port = port
        self.responder = responder
        self.tls = tls
        self.limits = limits
        self.onListening = onListening
    }

    /// Listens until the shutdown; then takes nothing new, and ends when all that was asked is
    /// answered.
    ///
    /// - Throws: when the address is taken or not ours.
    package func run() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let connections = Connections(limits, on: group)
        let server = try await bootstrap(group, connections).bind(host: host, port: port).get()
        connections.listen(on: server)
        onListening(server.localAddress)
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await connections.work()
            } onGracefulShutdown: {
                connections.quiesce()
            }
        } onCancel: {
            connections.close()
        }
        connections.close()
    }

    /// Seconds for which the system keeps a new connection to itself until its first bytes are there:
    /// the loop is woken once for both, which spares a tenth where many come at once and nothing
    /// where they come one by one (`scripts/bench polls`). One that stays silent comes after them.
    private static let deferAccept = ChannelOptions.Types.SocketOption(
        level: .tcp, name: NIOBSDSocket.Option(rawValue: TCP_DEFER_ACCEPT))

    private func bootstrap(
        _ group: any EventLoopGroup, _ connections: Connections
    ) -> ServerBootstrap {
        let (responder, tls) = (responder, tls)
        return ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: limits.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.maxMessagesPerRead, value: limits.acceptBurst)
            .serverChannelOption(Self.deferAccept, value: 1)
            .serverChannelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    try server.pipeline.syncOperations.addHandler(AcceptLimit(connections))
                }
            }
            // What is pipelined behind a request waits in memory as it was read.
            .childChannelOption(.maxMessagesPerRead, value: 1)
            // A poll fits into one read; pictures let the buffer grow.
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(
                    minimum: 512, initial: 1024, maximum: 65536)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLServerHandler(context: tls))
                    }
                    try Self.speak(on: channel, responder, connections)
                }
            }
    }

    /// Has HTTP spoken on a connection.
    static func speak(
        on channel: any Channel, _ responder: any Responder, _ connections: Connections
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        let parser = HTTPRequestDecoder(
            leftOverBytesStrategy: .dropBytes, limitConfiguration: ListenerLimits.headers)
        try pipeline.addHandler(ByteToMessageHandler(parser))
        try pipeline.addHandler(Connection(responder, connections, on: channel))
    }
}
