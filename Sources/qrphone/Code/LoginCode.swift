import Foundation

/// What a person scanned or typed, and whose it is.
struct LoginCode: Equatable {
    enum Form: Equatable {
        /// The whole text of a QR code.
        case payload(String)
        /// The eight letters a page shows for those who cannot scan.
        case typed(String)
    }

    let form: Form
    /// The broker's public URL, without a slash at the end.
    let issuer: String

    /// Reads the text of a QR code: `<issuer>/q/<frame>`.
    ///
    /// Anyone can print a code, so nothing is taken but exactly this form: no user name that looks
    /// like a host, no query, no fragment, and plain http only to this machine or a private network.
    ///
    /// - Returns: `nil` for any other text.
    init?(payload: String) {
        guard let marker = payload.range(of: "/q/", options: .backwards) else { return nil }
        let issuer = String(payload[..<marker.lowerBound])
        let frame = payload[marker.upperBound...]
        guard !frame.isEmpty, frame.utf8.allSatisfy(Self.isFrameByte), Self.isIssuer(issuer)
        else { return nil }
        form = .payload(payload)
        self.issuer = issuer
    }

    /// Eight letters, with any blanks and hyphens between them.
    ///
    /// - Returns: `nil` for any other text. Which letters exist is the broker's business.
    init?(typed: String, issuer: String) {
        let letters = typed.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: " ") }
        let upper = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard letters.count == 8, letters.allSatisfy({ upper.contains($0 & ~0x20) })
        else { return nil }
        form = .typed(typed)
        self.issuer = issuer
    }

    /// Whether a text is the public URL of a broker: https, or http nearby, with a host and perhaps
    /// a path, and nothing else.
    static func isIssuer(_ text: String) -> Bool {
        guard !text.hasSuffix("/"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else { return false }
        switch parts.scheme {
        case "https": return true
        case "http": return isNearby(host)
        default: return false
        }
    }

    /// This machine, or an address of a private network (RFC 1918): what a demonstration uses that
    /// has no certificate. Names other than `localhost` could be anywhere.
    private static func isNearby(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }
        guard parts.count == 4, numbers.count == 4 else { return false }
        switch (numbers[0], numbers[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31): return true
        default: return false
        }
    }

    private static func isFrameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
