/// All addresses that begin with the same bits.
package struct IPNetwork: Sendable, Hashable {
    private let first: IPAddress
    private let bits: Int

    /// The network of an address; what stands behind the bits does not count.
    ///
    /// - Returns: `nil` with more bits than the address has.
    package init?(of address: IPAddress, bits: Int) {
        guard (0...address.bytes.count * 8).contains(bits) else { return nil }
        self.init(address, bits)
    }

    private init(_ address: IPAddress, _ bits: Int) {
        var bytes = address.bytes
        for index in bytes.indices {
            let rest = min(8, max(0, bits - index * 8))
            bytes[index] &= UInt8(truncatingIfNeeded: 0xFF00 >> rest)
        }
        first = IPAddress(bytes: bytes) ?? address
        self.bits = bits
    }

    /// - Parameter text: an address, or a network such as `10.0.0.0/8`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = parts.first.flatMap({ IPAddress(String($0)) })
        else { return nil }
        let bits = parts.count == 2 ? Int(parts[1]) : address.bytes.count * 8
        guard let bits else { return nil }
        self.init(of: address, bits: bits)
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.bytes.count == first.bytes.count && IPNetwork(address, bits) == self
    }

    /// As `init(_:)` reads it.
    package var text: String { "\(first.text)/\(bits)" }
}
