import Crypto
import LoginFlow

/// HMAC-SHA256 (RFC 2104) with a key that is worked in once, not for each message: half of the
/// hashing of a short message, and most of the memory it asks for.
struct PreparedMAC: Sendable {
    private let start: HMAC<SHA256>

    init(key: SymmetricKey) { start = HMAC(key: key) }

    func code(of message: [UInt8]) -> LoginFlow.Digest {
        var hmac = start
        hmac.update(data: message)
        return LoginFlow.Digest(hmac.finalize())
    }
}

extension LoginFlow.Digest {
    init(_ code: HMAC<SHA256>.MAC) {
        guard let digest = code.withUnsafeBytes({ LoginFlow.Digest(bytes: Array($0)) }) else {
            preconditionFailure("HMAC-SHA256 has 32 bytes")
        }
        self = digest
    }
}
