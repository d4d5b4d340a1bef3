import Addresses
import Foundation
import NIOCore

@testable import Broker
@testable import BrokerHTTP

extension FuzzTarget {
    /// Where browsers and apps are led, and what the broker itself calls.
    static let address = FuzzTarget(
        "address",
        [
            "https://portal.example/cb?x=1", "http://127.0.0.1:8081/callback",
            "http://[::1]:8080/cb",
            "com.example.app:/oauth", "com.example.app://oauth/cb", "HTTPS://Portal.example/cb",
            "http://localhost/cb", "https://xn--prtal-jua.example:8443/%E7%99%BB",
        ],
        words: [
            "https:", "http://", "//", "/", "\\", "@", "user@", ":443", ":99999", ":", "[", "]",
            "#", "?",
            "javascript:", "data:", "%2F", "%40", "%00", "127.0.0.1", "127.1", "0x7f.1",
            "localhost",
            "evil.example", ".", "..", "::", "::ffff:127.0.0.1", "127.0.0.01", "127.+0.0.1", ";",
            "&", "!",
        ]
    ) { input in
        guard let input = text(input) else { return .refused }
        let isTaken = PortalAddress.isRedirectURI(input)
        let host = PortalAddress.webHost(input)
        for (name, other) in [
            ("stranger", PortalAddress.isStrangersRedirectURI(input)),
            ("callable", PortalAddress.isCallable(input)), ("host", host != nil),
        ] { try demand(isTaken || !other, "\(name): only what may be led to at all") }
        guard isTaken else { return .refused }
        let parts = try PeerAddress(input)
        try demand(parts.isWeb == (host != nil), "a host is where a browser goes")
        guard let host else { return .taken }
        try demand(same(parts.host, host), "the host is \(parts.host)")
        if PortalAddress.isLoopback(host) {
            try demand(parts.isLoopback, "this machine, in every reader's eyes")
        }
        if PortalAddress.isStrangersRedirectURI(input) || PortalAddress.isCallable(input) {
            try demand(parts.scheme == "https" || parts.isLoopback, "https, or this machine")
        }
        return .taken
    }

    /// Who is asking, behind proxies.
    static let forwarded = FuzzTarget(
        "forwarded",
        [
            "198.51.100.7", "6.6.6.6, 198.51.100.7, 10.1.2.3", "2001:db8::1",
            "::ffff:198.51.100.7,127.0.0.1",
            "unknown, 10.1.2.3",
        ],
        words: [
            ",", ", ", "10.1.2.3", "127.0.0.1", "::1", "::ffff:10.0.0.1", "1.2.3.4:80", "[::1]",
            "%lo",
        ],
        verdicts: [.taken]
    ) { input in
        guard let input = text(input) else { return .taken }
        let proxies = TrustedProxies(["127.0.0.1", "10.0.0.0/8"].compactMap { IPNetwork($0) })
        let client = proxies.client(peer: "127.0.0.1", forwardedFor: [input])
        try demand(
            proxies.client(peer: "203.0.113.9", forwardedFor: [input]) == "203.0.113.9", "strangers"
        )
        var expected = PeerIP("127.0.0.1")
        let entries = input.utf8.split(separator: UInt8(ascii: ","))
        for entry in entries.reversed() {
            let blanks: Set<UInt8> = [0x20, 0x09]
            guard
                let text = String(validating: entry.filter { !blanks.contains($0) }, as: UTF8.self),
                let next = PeerIP(text)
            else { break }
            expected = next
            if !next.isTrusted { break }
        }
        try demand(PeerIP(client) == expected, "the rightmost stranger: \(client)")
        return .taken
    }

    /// The neighbourhoods by which limits count, and by which a phone compares.
    static let network = FuzzTarget(
        "network",
        [
            "0123456789abcdef0123456789abcdef",
            "\u{20}\u{1}\r8" + String(repeating: "\0", count: 28),
        ],
        verdicts: [.taken]
    ) { input in
        let padded = input + [UInt8](repeating: 0, count: 32)
        let (one, other) = (PeerIP(v6: padded[0..<16]), PeerIP(v6: padded[0..<8] + padded[24..<32]))
        let third = PeerIP(v6: padded[8..<16] + padded[0..<8])
        for (left, right) in [(one, other), (one, third)] where !left.isMapped && !right.isMapped {
            let isSame = left.bytes.prefix(8) == right.bytes.prefix(8)
            let keys = (IPNetwork.limitKey(left.text), IPNetwork.limitKey(right.text))
            try demand(
                (keys.0 == keys.1) == isSame, "\(left.text) \(keys.0), \(right.text) \(keys.1)")
            let isNear = left.bytes.prefix(6) == right.bytes.prefix(6)
            let networks = (IPNetwork(neighboursOf: left.text), IPNetwork(neighboursOf: right.text))
            try demand(networks.0 != nil && networks.1 != nil, "an address is in a network")
            try demand((networks.0 == networks.1) == isNear, "\(left.text), \(right.text)")
        }
        return .taken
    }
}
