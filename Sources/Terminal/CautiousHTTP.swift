package import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

/// HTTP as a person's program does it: to nobody but the host it was told, and with reasons that a
/// person can read.
package enum CautiousHTTP {
    /// A client that follows no redirect, because a statement or a secret is meant for one
    /// audience.
    package static func makeClient() -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(10)
        // Otherwise a refused connection is tried again until the time is up, for a person who waits.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Why a call came to nothing, in a few words; not yet safe to print.
    package static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: error.shortDescription
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { reason($0.error) } ?? "unknown host"
        case let error as IOError: String(cString: strerror(error.errnoCode))
        default: "\(error)"
        }
    }
}
