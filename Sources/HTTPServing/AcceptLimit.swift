import NIOCore

/// Counts connections, and leaves new ones to the system's queue while there are as many as may be.
/// Counted where they are accepted: a busy loop of theirs would count too late.
final class AcceptLimit: ChannelDuplexHandler {
    typealias InboundIn = Channel
    typealias OutboundIn = Never

    private let connections: Connections

    init(_ connections: Connections) { self.connections = connections }

    func read(context: ChannelHandlerContext) {
        if !connections.isFull { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let connections = connections
        connections.opened()
        Self.unwrapInboundIn(data).closeFuture.whenComplete { _ in connections.closed() }
        context.fireChannelRead(data)
    }
}
