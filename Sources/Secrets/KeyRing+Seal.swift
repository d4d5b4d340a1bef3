import Crypto
import Foundation
package import LoginFlow

/// Personal data at rest: AES-256-GCM, bound to its login session and its place in the row.
extension KeyRing {
    package enum SealFailure: Error { case notOurs }

    /// - Parameter label: what is sealed; a blob moved to another column or row does not open.
    package func seal(_ bytes: [UInt8], label: String, for id: SessionID) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            bytes, using: sealing, authenticating: context(label, id))
        guard let combined = box.combined else { throw SealFailure.notOurs }
        return Array(combined)
    }

    package func open(_ sealed: [UInt8], label: String, for id: SessionID) throws -> [UInt8] {
        let box = try AES.GCM.SealedBox(combined: sealed)
        return Array(try AES.GCM.open(box, using: sealing, authenticating: context(label, id)))
    }

    private func context(_ label: String, _ id: SessionID) -> [UInt8] {
        Array("qrbroker \(label) v1 ".utf8) + id.bytes
    }
}
