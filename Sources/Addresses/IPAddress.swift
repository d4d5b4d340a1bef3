import Glibc

/// An address of the internet, as bytes. An IPv4 address inside IPv6 (`::ffff:…`) counts as IPv4.
package struct IPAddress: Sendable, Hashable {
    /// 4 of IPv4, 16 of IPv6, in network order.
    package let bytes: [UInt8]

    private static let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    /// - Parameter bytes: 4 or 16 of them, else `nil`.
    package init?(bytes: [UInt8]) {
        switch bytes.count {
        case 4: self.bytes = bytes
        case 16: self.bytes = bytes.starts(with: Self.mapped) ? Array(bytes.suffix(4)) : bytes
        default: return nil
        }
    }

    /// - Parameter text: as written in a header, without brackets, zone or port.
    package init?(_ text: String) {
        // The C function would stop there and take what stands before it.
        if text.utf8.contains(0) { return nil }
        let isIPv6 = text.utf8.contains(UInt8(ascii: ":"))
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, text, &bytes) == 1 else { return nil }
        self.init(bytes: bytes)
    }

    /// The canonical text (RFC 5952 section 4).
    package var text: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        inet_ntop(family, bytes, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
