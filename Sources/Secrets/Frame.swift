import Base64URL
import Crypto
import Foundation

/// What one code on a page says: scan token, rotation step, and the broker's MAC over the step.
package struct Frame: Sendable {
    package let token: ScanToken
    package let step: Int
    let mac: [UInt8]

    /// The path in front of every code, after the issuer.
    package static let path = "/q/"
    /// The longest text read as a code, in bytes: an issuer may have 200, the rest needs 60.
    package static let maximumLength = 512
    /// Steps are counted in seconds at least, and a login lasts ten minutes at most.
    private static let maximumStep = 1_000_000

    /// The text of a code (PROTOCOL section 2).
    package static func payload(issuer: String, token: ScanToken, step: Int, keys: KeyRing)
        -> String
    {
        let mac = Base64URL.encode(keys.frameMAC(token: token, step: step))
        return "\(issuer)\(path)\(token.exposedText).\(step).\(mac)"
    }

    /// Takes a code apart; only codes of this issuer are one.
    package init?(payload: String, issuer: String) {
        guard payload.utf8.count <= Self.maximumLength, payload.hasPrefix(issuer + Self.path)
        else { return nil }
        let parts = payload.dropFirst(issuer.count + Self.path.count)
            .split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3,
            let token = ScanToken(text: parts[0], byteCount: SecretSize.scanToken),
            let step = Int(parts[1]), (0...Self.maximumStep).contains(step),
            String(step) == parts[1],
            let mac = Base64URL.decode(parts[2]), mac.count == SecretSize.frameMAC
        else { return nil }
        self.token = token
        self.step = step
        self.mac = mac
    }

    /// Whether the broker drew this frame; takes the same time either way.
    package func isAuthentic(_ keys: KeyRing) -> Bool {
        let right = keys.frameMAC(token: token, step: step)
        return zip(mac, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension KeyRing {
    func frameMAC(token: ScanToken, step: Int) -> [UInt8] {
        let key = SymmetricKey(data: derive("frame key", from: token.bytes, byteCount: 32))
        let code = HMAC<SHA256>.authenticationCode(for: Data(String(step).utf8), using: key)
        return Array(code.prefix(SecretSize.frameMAC))
    }
}
