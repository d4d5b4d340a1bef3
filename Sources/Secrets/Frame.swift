import Base64URL
import Crypto
import LoginFlow

/// What one code on a page says: scan token, rotation step, and the broker's MAC over the step.
package struct Frame: Sendable {
    /// Which of a login session's codes it is.
    package enum Kind: Sendable, Hashable {
        /// Drawn for a camera; the rotation step it belongs to.
        case step(Int)
        /// Opens the app on the page's own device. It does not rotate: an app takes its time to
        /// open, and what is approved by it must be brought back to the browser that began.
        case sameDevice

        private static let here = "here"

        /// As it stands in the code.
        var text: String {
            switch self {
            case .step(let step): String(step)
            case .sameDevice: Self.here
            }
        }

        init?(text: some StringProtocol) {
            if text == Self.here {
                self = .sameDevice
                return
            }
            guard let step = Int(text), (0...Frame.maximumStep).contains(step),
                String(step) == text
            else { return nil }
            self = .step(step)
        }
    }

    package let token: ScanToken
    package let kind: Kind
    let mac: [UInt8]

    /// The path in front of every code, after the issuer.
    package static let path = "/q/"
    /// The longest text read as a code, in bytes: an issuer may have 200, the rest needs 60.
    package static let maximumLength = 512
    /// Steps are counted in seconds at least, and a login lasts ten minutes at most.
    private static let maximumStep = 1_000_000

    /// The text of a code (PROTOCOL section 2).
    package static func payload(issuer: String, token: ScanToken, _ kind: Kind, keys: KeyRing)
        -> String
    {
        let mac = Base64URL.encode(keys.frameMAC(token: token, kind))
        return "\(issuer)\(path)\(token.exposedText).\(kind.text).\(mac)"
    }

    /// Takes a code apart; only codes of this issuer are one.
    package init?(payload: String, issuer: String) {
        let start = (issuer + Self.path).utf8
        // To the byte: Swift's `==` takes different texts for the same, and a code has one spelling.
        guard payload.utf8.count <= Self.maximumLength, payload.utf8.starts(with: start)
        else { return nil }
        let parts = payload.utf8.dropFirst(start.count)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard parts.count == 3,
            let token = ScanToken(text: parts[0], byteCount: SecretSize.scanToken),
            let kind = Kind(text: parts[1]),
            let mac = Base64URL.decode(parts[2]), mac.count == SecretSize.frameMAC
        else { return nil }
        self.token = token
        self.kind = kind
        self.mac = mac
    }

    /// Whether the broker drew this frame; takes the same time either way.
    package func isAuthentic(_ keys: KeyRing) -> Bool {
        let right = keys.frameMAC(token: token, kind)
        return zip(mac, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension KeyRing {
    func frameMAC(token: ScanToken, _ kind: Frame.Kind) -> [UInt8] {
        let key = SymmetricKey(data: derive("frame key", from: token.bytes, byteCount: 32))
        let code = PreparedMAC(key: key).code(of: Array(kind.text.utf8))
        return Array(code.bytes.prefix(SecretSize.frameMAC))
    }
}
