/// Whether an address belongs to the public network (SECURITY, protection 16).
///
/// Portals that registered themselves may name any host to be called at. None of them may make the
/// broker call its own machine, its neighbours or a cloud's metadata service.
package enum PublicAddress {
    /// Networks that are not public (RFC 6890, RFC 4193, RFC 6598), as leading bytes and bits.
    private static let notPublic: [(bytes: [UInt8], bits: Int)] = [
        ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
        ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 168], 16), ([198, 18], 15),
        ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 3),
    ]

    private static let notPublicIPv6: [(bytes: [UInt8], bits: Int)] = [
        // Everything outside of 2000::/3 is special; inside of it these are.
        ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16),
    ]

    /// - Parameter bytes: the 4 of IPv4 or the 16 of IPv6.
    package static func contains(_ bytes: [UInt8]) -> Bool {
        if bytes.count == 4 { return !notPublic.contains { starts(bytes, $0.bytes, $0.bits) } }
        guard bytes.count == 16 else { return false }
        let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
        if bytes.starts(with: mapped) { return contains(Array(bytes.suffix(4))) }
        return starts(bytes, [0x20], 3)
            && !notPublicIPv6.contains { starts(bytes, $0.bytes, $0.bits) }
    }

    private static func starts(_ bytes: [UInt8], _ prefix: [UInt8], _ bits: Int) -> Bool {
        (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            let wanted = bit / 8 < prefix.count ? prefix[bit / 8] : 0
            return bytes[bit / 8] & mask == wanted & mask
        }
    }
}
