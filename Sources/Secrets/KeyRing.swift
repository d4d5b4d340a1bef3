package import Crypto
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
    private let derivationMAC: PreparedMAC
    private let subjectMAC: PreparedMAC

    package init(derivation: SymmetricKey, sealing: SymmetricKey, subject: SymmetricKey) {
        self.derivation = derivation
        self.sealing = sealing
        self.subject = subject
        derivationMAC = PreparedMAC(key: derivation)
        subjectMAC = PreparedMAC(key: subject)
    }

    package var description: String { "KeyRing(<redacted>)" }

    /// What the database remembers of its key file, so that another one is noticed at start.
    package var checkValue: LoginFlow.Digest {
        let name = "key check"
        let others = [PreparedMAC(key: sealing), subjectMAC]
        return mac(name, others.map { $0.code(of: message(name, [])).bytes })
    }

    // MARK: What everything below is made of

    /// HKDF-SHA256 (RFC 5869) with the deriving key as salt.
    ///
    /// - Parameter byteCount: 32 at most, so that the expansion is one block.
    func derive(_ label: String, from secret: [UInt8], byteCount: Int) -> [UInt8] {
        let extracted = PreparedMAC(key: SymmetricKey(data: derivationMAC.code(of: secret).bytes))
        let info = Array("qrbroker \(label) v1".utf8)
        return Array(extracted.code(of: info + [1]).bytes.prefix(byteCount))
    }

    func mac(_ label: String, _ parts: [[UInt8]]) -> LoginFlow.Digest {
        derivationMAC.code(of: message(label, parts))
    }

    /// Label and parts, each with its length in front, so that no two lists of parts give the same.
    private func message(_ label: String, _ parts: [[UInt8]]) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(parts.reduce(4 + label.utf8.count) { $0 + 4 + $1.count })
        func append(_ part: some Collection<UInt8>) {
            let count = UInt32(part.count)
            for shift in stride(from: 0, to: 32, by: 8) {
                message.append(UInt8(truncatingIfNeeded: count >> UInt32(shift)))
            }
            message.append(contentsOf: part)
        }
        append(label.utf8)
        for part in parts { append(part) }
        return message
    }

    /// The code over a message whose form a contract fixes.
    func subjectCode(of message: [UInt8]) -> LoginFlow.Digest { subjectMAC.code(of: message) }
}
