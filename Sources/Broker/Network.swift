/// The neighbourhood of an address: what one household or office usually shares.
struct Network: Equatable {
    /// The first 24 bits of an IPv4 address, the first 48 of an IPv6 one, as text.
    let prefix: String

    /// By what limits count an address: itself, or the 64 bits that everybody with IPv6 has at
    /// least to himself.
    static func limitKey(_ address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let head = address.lowercased().split(separator: "::", omittingEmptySubsequences: false)[0]
        return head.split(separator: ":").prefix(4).joined(separator: ":") + "::/64"
    }

    init?(_ address: String) {
        if let mapped = address.lowercased().split(separator: "::ffff:").last,
            mapped.contains(".")
        {
            let parts = mapped.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4, parts.allSatisfy({ UInt8($0) != nil }) else { return nil }
            prefix = parts.prefix(3).joined(separator: ".")
        } else {
            guard address.contains(":") else { return nil }
            let head = address.lowercased().split(separator: "::", omittingEmptySubsequences: false)
            let groups = head[0].split(separator: ":").prefix(3).map(String.init)
            let zeros = Array(repeating: "0", count: 3 - groups.count)
            prefix = (groups + zeros).joined(separator: ":")
        }
    }
}
