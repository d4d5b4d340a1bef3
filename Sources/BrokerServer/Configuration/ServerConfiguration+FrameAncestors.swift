import Broker
import Foundation

/// Who may show the login page in a frame.
extension ServerConfiguration {
    /// Origins. They stand in the head of the page, and nginx for one takes 4 KiB of head from what is
    /// behind it (`proxy_buffer_size`): eight of the longest are half of that.
    private static let ancestorLimit = 8
    /// Bytes: a name of 253 (RFC 1035 section 2.3.4), `https://` and a port.
    private static let originLimit = 267

    static func readFrameAncestors(_ entry: ConfigurationSection) -> [String] {
        let origins =
            entry.texts(
                "frame_ancestors", [],
                "origins whose pages may show the login page in a frame, up to \(ancestorLimit); "
                    + "they must be of the issuer's site") ?? []
        if origins.count > ancestorLimit {
            entry.complain("takes \(ancestorLimit) origins at most", at: "frame_ancestors")
        }
        let good = origins.filter(isFrameAncestor)
        if good.count < origins.count {
            entry.complain(
                "must be https://host[:port], or http on a loopback address, as browsers write it: "
                    + "in small letters, without default port, path or wildcard",
                at: "frame_ancestors")
        }
        return good
    }

    /// An origin that a content security policy can name. Nothing else may reach the header; it has no
    /// form for IPv6 (CSP Level 3 section 2.3.1).
    private static func isFrameAncestor(_ origin: String) -> Bool {
        guard origin.utf8.count <= originLimit, origin.utf8.allSatisfy(mayStand),
            PortalAddress.isCallable(origin), let url = URL(string: origin),
            (1...65_535).contains(url.port ?? 443)
        else { return false }
        return Self.origin(of: url) == origin
    }

    private static func mayStand(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || ".-:/".utf8.contains(byte)
    }

    /// What certainly is of another site is worth a word: browsers keep the page's cookie from it, and
    /// then nothing shows in the frame.
    static func check(
        framesOf parties: [RelyingParty], issuer: String, _ reader: ConfigurationReader
    ) {
        for party in parties {
            let foreign = party.frameAncestors.filter { isOfAnotherSite($0, than: issuer) }
            if foreign.isEmpty { continue }
            reader.complain(
                "of another site than the issuer, so browsers give the page no cookie there and "
                    + "show nothing: \(foreign.joined(separator: ", "))",
                at: "relying_parties.\(party.id).frame_ancestors", severity: .warning)
        }
    }

    /// True only where no list of public suffixes is needed to know it: a site is a scheme and a
    /// registrable domain, which has two labels at least, or a host without a domain.
    private static func isOfAnotherSite(_ origin: String, than issuer: String) -> Bool {
        guard let one = URL(string: origin), let other = URL(string: issuer),
            let host = one.host?.lowercased(), let issuerHost = other.host?.lowercased()
        else { return false }
        if one.scheme != other.scheme { return true }
        func ending(_ host: String) -> [Substring] { Array(host.split(separator: ".").suffix(2)) }
        return host != issuerHost && ending(host) != ending(issuerHost)
    }
}
