import Foundation
import Terminal

/// What a person scanned, typed or was sent, and whose it is.
struct LoginCode: Equatable {
    enum Form: Equatable {
        /// The whole text of a QR code.
        case payload(String)
        /// The eight letters a page shows for those who cannot scan.
        case typed(String)
        /// A login that came to the person without a code: its `session_id`.
        case request(String)
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
        guard !frame.isEmpty, frame.utf8.allSatisfy(Self.isFrameByte), BrokerURL.isIssuer(issuer)
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

    /// One of the requests that the broker says are waiting.
    init(request sessionID: String, issuer: String) {
        form = .request(sessionID)
        self.issuer = issuer
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
