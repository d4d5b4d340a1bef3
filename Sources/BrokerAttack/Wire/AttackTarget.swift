import Foundation

/// Where the deployment listens.
package struct AttackTarget: Sendable, Equatable {
    let isTLS: Bool
    let host: String
    let port: Int
    /// Path before every other, without a `/` at its end.
    let base: String

    /// - Returns: `nil` unless this is an http or https address.
    package init?(_ text: String) {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.query == nil, parts.fragment == nil, parts.user == nil
        else { return nil }
        switch parts.scheme {
        case "https": isTLS = true
        case "http": isTLS = false
        default: return nil
        }
        self.host = host
        port = parts.port ?? (isTLS ? 443 : 80)
        base = parts.path.hasSuffix("/") ? String(parts.path.dropLast()) : parts.path
    }

    /// What the `Host` header says.
    var authority: String { port == (isTLS ? 443 : 80) ? host : "\(host):\(port)" }

    /// Whether every address of 127.0.0.0/8 may call: they are all this machine's.
    var isLoopback: Bool { host == "localhost" || host.hasPrefix("127.") }
}
