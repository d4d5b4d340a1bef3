import CNIOLinux
import NIOCore

/// The addresses whose forwarded headers count (SECURITY, protection 15).
package struct TrustedProxies: Sendable {
    private struct Network: Sendable {
        let bytes: [UInt8]
        let bits: Int
    }

    private let networks: [Network]

    /// - Parameter texts: addresses or networks such as `10.0.0.0/8`.
    /// - Returns: `nil` when one of them is neither.
    package init?(_ texts: [String]) {
        var networks: [Network] = []
        for text in texts {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard let address = parts.first, let bytes = Self.bytes(String(address)),
                parts.count <= 2
            else { return nil }
            let bits = parts.count == 2 ? Int(parts[1]) : bytes.count * 8
            guard let bits, (0...bytes.count * 8).contains(bits) else { return nil }
            networks.append(Network(bytes: bytes, bits: bits))
        }
        self.networks = networks
    }

    /// Who is really asking: the rightmost forwarded address that is not a trusted proxy. What
    /// stands to the left of it was written by strangers.
    package func client(peer: String, forwardedFor: [String]) -> String {
        guard contains(peer) else { return peer }
        var client = peer
        for entry in forwardedFor.joined(separator: ",").split(separator: ",").reversed() {
            let text = entry.filter { $0 != " " && $0 != "\t" }
            guard let bytes = Self.bytes(text) else { return client }
            client = Self.text(bytes) ?? text
            if !contains(client) { return client }
        }
        return client
    }

    private func contains(_ address: String) -> Bool {
        guard let bytes = Self.bytes(address) else { return false }
        return networks.contains { network in
            guard network.bytes.count == bytes.count else { return false }
            return (0..<network.bits).allSatisfy { bit in
                let mask = UInt8(0x80) >> UInt8(bit % 8)
                return bytes[bit / 8] & mask == network.bytes[bit / 8] & mask
            }
        }
    }

    /// The 4 or 16 bytes of an address; an IPv4 address inside IPv6 counts as IPv4.
    private static func bytes(_ text: String) -> [UInt8]? {
        guard let address = try? SocketAddress(ipAddress: text, port: 0) else { return nil }
        switch address {
        case .v4(let address):
            return withUnsafeBytes(of: address.address.sin_addr) { Array($0) }
        case .v6(let address):
            let bytes = withUnsafeBytes(of: address.address.sin6_addr) { Array($0) }
            let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
            return bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
        case .unixDomainSocket: return nil
        }
    }

    private static func text(_ bytes: [UInt8]) -> String? {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let address = try? SocketAddress(packedIPAddress: ByteBuffer(bytes: bytes), port: 0)
        return address?.ipAddress
    }
}
