package import Crypto
import Foundation
package import LoginFlow

/// The keys that live outside the database, and all that is derived from them.
///
/// A stolen database shows nothing without them, and they show nothing without the secrets that
/// pages and phones present: the poll token gives scan token, typed code and authorization code,
/// so none of these has to be stored to survive a restart.
package struct KeyRing: Sendable, CustomStringConvertible {
    let derivation: SymmetricKey
    let sealing: SymmetricKey
    /// Never rotated: the subjects that portals know depend on it.
    let subject: SymmetricKey

    package init(derivation: SymmetricKey, sealing: SymmetricKey, subject: SymmetricKey) {
        self.derivation = derivation
        self.sealing = sealing
        self.subject = subject
    }

    package var description: String { "KeyRing(<redacted>)" }

    /// What the database remembers of its key file, so that another one is noticed at start.
    package var checkValue: LoginFlow.Digest {
        mac(
            "key check",
            [
                Array(mac(key: sealing, "key check", []).bytes),
                Array(mac(key: subject, "key check", []).bytes),
            ])
    }

    // MARK: What everything below is made of

    func derive(_ label: String, from secret: [UInt8], byteCount: Int) -> [UInt8] {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret),
            salt: derivation.withUnsafeBytes { Data($0) },
            info: Data("qrbroker \(label) v1".utf8), outputByteCount: byteCount)
        return key.withUnsafeBytes { Array($0) }
    }

    func mac(_ label: String, _ parts: [[UInt8]]) -> LoginFlow.Digest {
        mac(key: derivation, label, parts)
    }

    /// HMAC-SHA256 over label and parts, each with its length in front, so that no two lists of
    /// parts give the same message.
    func mac(key: SymmetricKey, _ label: String, _ parts: [[UInt8]]) -> LoginFlow.Digest {
        var hmac = HMAC<SHA256>(key: key)
        for part in [Array(label.utf8)] + parts {
            let count = UInt32(part.count)
            hmac.update(data: (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) })
            hmac.update(data: part)
        }
        return digest(hmac.finalize())
    }

    func rawMAC(key: SymmetricKey, _ message: [UInt8]) -> LoginFlow.Digest {
        digest(HMAC<SHA256>.authenticationCode(for: message, using: key))
    }

    private func digest(_ bytes: some Sequence<UInt8>) -> LoginFlow.Digest {
        guard let digest = LoginFlow.Digest(bytes: bytes) else {
            preconditionFailure("HMAC-SHA256 has 32 bytes")
        }
        return digest
    }
}
