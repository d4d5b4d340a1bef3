import Foundation

/// An address of the provider's.
package struct ProviderAddress: Sendable {
    package let isSecure: Bool
    /// Whether it is on this machine.
    package let isLoopback: Bool

    /// - Returns: `nil` unless it is an absolute http or https URL without a user in it.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (33..<127).contains($0) }), let url = URL(string: text),
            let scheme = url.scheme?.lowercased(), scheme == "https" || scheme == "http",
            let host = url.host, !host.isEmpty, url.user == nil, url.password == nil
        else { return nil }
        isSecure = scheme == "https"
        isLoopback = ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host.lowercased())
    }

    /// As it stands in the request line.
    static func path(of url: String) -> String {
        let path = URL(string: url)?.path(percentEncoded: true) ?? ""
        return path.isEmpty ? "/" : path
    }
}
