package import Hummingbird
import NIOCore

/// What is known of a request before it is read.
package struct BrokerContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address of the other end of the connection.
    package let peer: String

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}
