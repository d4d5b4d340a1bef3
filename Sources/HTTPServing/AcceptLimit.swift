import NIOCore

/// Leaves new connections to the system's queue while there are as many as may be.
final class AcceptLimit: ChannelOutboundHandler {
    typealias OutboundIn = Never

    private let connections: Connections

    init(_ connections: Connections) { self.connections = connections }

    func read(context: ChannelHandlerContext) {
        if !connections.isFull { context.read() }
    }
}
