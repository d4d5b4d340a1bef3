import Foundation

/// Rules for the URLs that a person's program may talk to.
///
/// They come from a printed code or from a command line, and secrets are sent to them: so https,
/// or plain http to this machine or a private network, and nothing that looks like one host and is
/// another.
package enum BrokerURL {
    /// Whether a text is the public URL of a broker: a host and perhaps a path, and nothing else.
    package static func isIssuer(_ text: String) -> Bool {
        guard !text.hasSuffix("/"), isEndpoint(text), let parts = URLComponents(string: text)
        else { return false }
        return parts.query == nil
    }

    /// Whether a secret may be sent there. A query is allowed (RFC 6749, section 3.2).
    package static func isEndpoint(_ text: String) -> Bool {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return false }
        switch parts.scheme {
        case "https": return true
        case "http": return isNearby(host)
        default: return false
        }
    }

    /// This machine, or an address of a private network (RFC 1918): what a demonstration uses that
    /// has no certificate. Names other than `localhost` could be anywhere.
    private static func isNearby(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }
        guard parts.count == 4, numbers.count == 4 else { return false }
        switch (numbers[0], numbers[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31): return true
        default: return false
        }
    }
}
