package import NIOCore
import NIOHTTP1

/// What a listener bears.
package struct ListenerLimits: Sendable {
    /// Connections at a time; further ones wait to be accepted.
    package var connections: Int
    /// Whose connections and bodies count together, so that nobody gets more than a share; `nil`: nobody's,
    /// as of a proxy, behind which there are many.
    package var addressKey: @Sendable (SocketAddress) -> String? = { _ in nil }
    /// Connections that one address may have, where its share is more.
    package var connectionsPerAddress: Int?
    /// Called for each connection that was closed because its address has enough.
    package var onRefusedConnection: @Sendable () -> Void = {}
    /// How long a connection may be silent, or take a pause inside a request. A held poll is not
    /// silent: it waits for us. Shorter than the usual grace period: during a shutdown it is all the
    /// time that a half-sent request has left.
    package var silence = TimeAmount.seconds(15)
    /// How long one request may take to arrive: two megabytes of pictures over a poor mobile line.
    /// Without it, a byte every few seconds would hold a connection for ever.
    package var arrival = TimeAmount.seconds(90)
    /// Bytes of all requests that have begun to arrive and are not answered: a hundred face checks at a time, and
    /// a small server's memory is not a stranger's to fill. What goes beyond it hears 503.
    package var bodies = 256 * 1024 * 1024
    /// Connections that may wait to be accepted: an exam morning brings them all at once. The system
    /// cuts it at `net.core.somaxconn`.
    package var backlog: Int32 = 4096
    /// Connections accepted in one turn of the event loop, which may go as far beyond their limit. A turn
    /// with much work takes a tenth of a second: with NIO's own 4, or 64, new ones wait in the system's
    /// queue, where nobody counts them.
    package var acceptBurst: UInt { UInt(min(1024, max(64, connections / 8))) }

    /// Bytes of header fields: the usual limits of servers, several times over. Their number is about what
    /// others take (Apache 100): each costs memory that its bytes do not tell, and browsers send twenty.
    static let headers: NIOHTTPDecoderLimitConfiguration = {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 80 * 1024
        limits.maxHeaderListSize = 80 * 1024
        limits.maxHeaderFieldCount = 128
        return limits
    }()

    package init(connections: Int) { self.connections = connections }
}
