package import Addresses

extension IPNetwork {
    /// What one household or office usually shares: 24 bits of IPv4, 48 of IPv6.
    init?(neighboursOf address: String) {
        guard let address = IPAddress(address) else { return nil }
        self.init(of: address, bits: address.bytes.count == 4 ? 24 : 48)
    }

    /// By what limits count an address: itself, or the 64 bits that everybody with IPv6 has at
    /// least to himself.
    package static func limitKey(_ address: String) -> String {
        guard let parsed = IPAddress(address), parsed.bytes.count == 16 else { return address }
        return IPNetwork(of: parsed, bits: 64)?.text ?? address
    }
}
