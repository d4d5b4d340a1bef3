import Addresses

/// Whether an address belongs to the public network (SECURITY, protection 16).
///
/// Portals that registered themselves may name any host to be called at. None of them may make the
/// broker call its own machine, its neighbours or a cloud's metadata service.
package enum PublicAddress {
    /// Networks that are not public (RFC 6890, RFC 6598).
    private static let notPublic = networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3")

    /// Everything outside of this is special in IPv6 (RFC 4291 section 2.4); inside of it the others
    /// are.
    private static let global = networks("2000::/3")
    private static let notGlobal = networks("2001::/23", "2001:db8::/32", "2002::/16")

    /// - Parameter bytes: the 4 of IPv4 or the 16 of IPv6.
    package static func contains(_ bytes: [UInt8]) -> Bool {
        guard let address = IPAddress(bytes: bytes) else { return false }
        func isIn(_ networks: [IPNetwork]) -> Bool { networks.contains { $0.contains(address) } }
        return address.bytes.count == 4 ? !isIn(notPublic) : isIn(global) && !isIn(notGlobal)
    }

    private static func networks(_ texts: String...) -> [IPNetwork] {
        texts.map { text in
            guard let network = IPNetwork(text) else { preconditionFailure("no network: \(text)") }
            return network
        }
    }
}
