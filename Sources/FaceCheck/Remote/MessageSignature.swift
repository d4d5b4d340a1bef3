import Crypto
import Foundation
package import LoginFlow

/// The signature under everything that broker and provider say to each other:
/// `t=<unix seconds>,v1=<hex HMAC-SHA256(secret, "<t>.<subject>.<body>")>`.
///
/// The subject is `<METHOD> <path>` of a request and the status of an answer, so that one can never
/// be passed off as the other, nor a body sent to another address.
package struct MessageSignature: Sendable {
    package static let header = "QR-Signature"
    /// Seconds by which the clocks of the two may differ, either way.
    package static let skew: Int64 = 300

    private let key: SymmetricKey

    package init(secret: [UInt8]) { key = SymmetricKey(data: secret) }

    package func sign(_ subject: String, _ body: [UInt8], at now: Moment) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Self.text(now.seconds, subject, body), using: key)
        return "t=\(now.seconds),v1=\(code.map { Self.hex($0) }.joined())"
    }

    /// Compares in constant time.
    package func isGood(
        _ signature: String, _ subject: String, _ body: [UInt8], at now: Moment
    ) -> Bool {
        let parts = signature.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].hasPrefix("t="), parts[1].hasPrefix("v1="),
            let time = Self.time(parts[0].dropFirst(2)),
            let code = Self.bytes(parts[1].dropFirst(3)),
            abs(now.seconds - time) <= Self.skew
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Self.text(time, subject, body), using: key)
    }

    private static func text(_ time: Int64, _ subject: String, _ body: [UInt8]) -> Data {
        Data("\(time).\(subject).".utf8) + body
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }

    /// Digits only, so that a time is written in one way.
    private static func time(_ text: Substring) -> Int64? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int64(text)
    }

    private static func bytes(_ hex: Substring) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count == 64,
            digits.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return stride(from: 0, to: 64, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
        }
    }
}
