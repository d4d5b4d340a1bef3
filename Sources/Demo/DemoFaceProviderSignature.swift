import Crypto
import Foundation

/// Signatures between broker and face provider: `t=<seconds>,v1=<hex of HMAC-SHA256>`. Written apart
/// from the broker's own, so that each is tried by the other.
struct DemoFaceProviderSignature: Sendable {
    /// Seconds that the clocks of the two may differ.
    private static let skew: Int64 = 300

    private let key: SymmetricKey

    /// - Parameter secret: white space round it does not count.
    init(secret: [UInt8]) {
        let text = String(decoding: secret, as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        key = SymmetricKey(data: Data(text.utf8))
    }

    /// Another key, to sign wrongly with.
    static let wrong = DemoFaceProviderSignature(secret: Array("not the secret".utf8))

    /// - Parameter subject: method and path of a call, or the status of an answer.
    func header(_ subject: String, _ body: [UInt8], at now: Int64) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Self.message(now, subject, body), using: key)
        return "t=\(now),v1=\(code.map { Self.hex($0) }.joined())"
    }

    func isValid(_ header: String, _ subject: String, _ body: [UInt8], at now: Int64) -> Bool {
        let parts = header.split(separator: ",")
        guard parts.count == 2, parts[0].hasPrefix("t="), parts[1].hasPrefix("v1="),
            let time = Int64(parts[0].dropFirst(2)), abs(now - time) <= Self.skew,
            let code = Self.bytes(parts[1].dropFirst(3))
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Self.message(time, subject, body), using: key)
    }

    private static func message(_ time: Int64, _ subject: String, _ body: [UInt8]) -> Data {
        Data("\(time).\(subject).".utf8) + body
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
    }

    private static func bytes(_ text: Substring) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map {
            UInt8(digits[$0] << 4 | digits[$0 + 1])
        }
    }
}
