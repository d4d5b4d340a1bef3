import Crypto
import Foundation

/// Personal data at rest: AES-256-GCM, bound to its row and its place in it.
extension KeyRing {
    package enum SealFailure: Error { case notOurs }

    /// - Parameters:
    ///   - label: what is sealed; a blob moved to another column does not open.
    ///   - owner: the key of its row; a blob moved to another row does not open.
    package func seal(_ bytes: [UInt8], label: String, for owner: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            bytes, using: sealing, authenticating: context(label, owner))
        guard let combined = box.combined else { throw SealFailure.notOurs }
        return Array(combined)
    }

    package func open(_ sealed: [UInt8], label: String, for owner: [UInt8]) throws -> [UInt8] {
        let box = try AES.GCM.SealedBox(combined: sealed)
        return Array(try AES.GCM.open(box, using: sealing, authenticating: context(label, owner)))
    }

    private func context(_ label: String, _ owner: [UInt8]) -> [UInt8] {
        Array("qrbroker \(label) v1 ".utf8) + owner
    }
}
