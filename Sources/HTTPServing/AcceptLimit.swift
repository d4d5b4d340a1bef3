import NIOCore

/// Counts connections, and leaves new ones to the system's queue while there are as many as may be.
/// Counted where they are accepted: a busy loop of theirs would count too late. One whose address has
/// its share is closed at once; in the queue it would keep out the others.
final class AcceptLimit: ChannelDuplexHandler {
    typealias InboundIn = Channel
    typealias OutboundIn = Never

    private let connections: Connections

    init(_ connections: Connections) { self.connections = connections }

    func read(context: ChannelHandlerContext) {
        if !connections.isFull { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let (connections, channel) = (connections, Self.unwrapInboundIn(data))
        let key = connections.key(of: channel)
        guard connections.opened(by: key) else { return channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in connections.closed(by: key) }
        context.fireChannelRead(data)
    }
}
