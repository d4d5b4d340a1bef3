import Base64URL
import Crypto
import LoginFlow

@testable import Secrets

extension KeyRing {
    /// Keys that everybody knows, so that what comes of them can be written down.
    static let known = KeyRing(
        derivation: SymmetricKey(data: Array(0..<32 as Range<UInt8>)),
        sealing: SymmetricKey(data: [UInt8](repeating: 1, count: 32)),
        subject: SymmetricKey(data: [UInt8](repeating: 2, count: 32)))

    static func new() -> KeyRing {
        KeyRing(
            derivation: SymmetricKey(size: .bits256), sealing: SymmetricKey(size: .bits256),
            subject: SymmetricKey(size: .bits256))
    }
}

extension PollToken {
    static let known = PollToken(bytes: Array(32..<64))

    static func number(_ number: Int) -> PollToken {
        PollToken(bytes: (0..<32).map { UInt8(truncatingIfNeeded: number >> ($0 % 8 * 8)) })
    }
}

extension SessionID {
    static let one = SessionID(bytes: [UInt8](repeating: 1, count: 16))!
    static let two = SessionID(bytes: [UInt8](repeating: 2, count: 16))!
}

extension LoginFlow.Digest {
    init(_ byte: UInt8) { self.init(bytes: [UInt8](repeating: byte, count: 32))! }

    var text: String { Base64URL.encode(bytes) }
}
