package import Addresses

/// The addresses whose forwarded headers count (SECURITY, protection 15).
package struct TrustedProxies: Sendable {
    private let networks: [IPNetwork]

    package init(_ networks: [IPNetwork]) { self.networks = networks }

    /// Who is really asking: the rightmost forwarded address that is not a trusted proxy. What
    /// stands to the left of it was written by strangers.
    package func client(peer: String, forwardedFor: [String]) -> String {
        guard contains(peer) else { return peer }
        var client = peer
        // Byte by byte: a comma with a mark before or behind it would be another `Character`.
        let entries = forwardedFor.joined(separator: ",").utf8.split(separator: UInt8(ascii: ","))
        for entry in entries.reversed() {
            let text = entry.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            guard let address = IPAddress(String(decoding: text, as: UTF8.self))
            else { return client }
            client = address.text
            if !contains(client) { return client }
        }
        return client
    }

    private func contains(_ address: String) -> Bool {
        guard let address = IPAddress(address) else { return false }
        return contains(address)
    }

    package func contains(_ address: IPAddress) -> Bool {
        networks.contains { $0.contains(address) }
    }
}
