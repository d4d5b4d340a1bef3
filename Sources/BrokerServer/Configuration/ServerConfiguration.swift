package import Broker
package import BrokerHTTP
package import Logging

/// An address to listen at.
package struct ListenAddress: Sendable, Equatable {
    package var host: String
    /// 0: any free one.
    package var port: Int

    /// Reads `host:port`; an IPv6 host stands in brackets.
    package init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]),
            (0...65535).contains(port)
        else { return nil }
        host = text[..<colon].trimmingBrackets
        self.port = port
        if host.isEmpty || (host.contains(":") && !text.hasPrefix("[")) { return nil }
    }
}

extension Substring {
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : String(self)
    }
}

/// Everything the file says, checked.
package struct ServerConfiguration: Sendable {
    package struct TLS: Sendable {
        package let certificateFile: String
        package let privateKeyFile: String
    }

    package enum LogFormat: String, Sendable, CaseIterable {
        case json
        case text
    }

    package var broker: BrokerSettings
    package var listen: ListenAddress
    package var managementListen: ListenAddress
    package var tls: TLS?
    package var database: String
    package var keyFile: String
    package var proxies: TrustedProxies
    package var connectionShare: ConnectionShare
    package var logLevel: Logger.Level
    package var logFormat: LogFormat
    /// Seconds.
    package var shutdownGrace: Int
    /// Seconds; 0: signing keys are made by command only.
    package var signingKeyAge: Int
    package var face: Face
    package var audit: Audit
    /// Says where addresses are; `nil` without.
    package var placeDatabase: String?
    /// What the operator should know, though it is no error.
    package var warnings: [ConfigurationIssue]
}
