import AuditChain
import Base64URL
import LoginFlow
import SessionStore
import StrictJSON
import Tokens

/// What is kept of signed statements, so that they can be checked when nobody remembers the login.
extension Broker {
    /// A statement as it goes beside the row of what it causes.
    ///
    /// Made before the transaction: sealing must not hold up the writer.
    ///
    /// - Returns: `nil` where the configuration keeps none.
    func evidence(
        _ statement: Statement, of id: SessionID
    ) throws(BrokerRefusal) -> SignedEvidence? {
        guard settings.evidenceLifetime > 0 else { return nil }
        let (salt, thumbprint) = (random(Commitment.saltSize), statement.keyThumbprint)
        let content: JSONValue = [
            "salt": .string(Base64URL.encode(salt)), "statement": .string(statement.text),
            "thumbprint": .string(thumbprint),
            "signer": statement.isSignedByWallet ? "wallet" : "device",
        ]
        return SignedEvidence(
            commitment: Commitment.digest(
                salt: salt, thumbprint: thumbprint, statement: statement.text),
            person: statement.person, content: try sealed(content, .evidence, id.bytes),
            forgetAt: clock.now() + settings.evidenceLifetime)
    }

    /// A wallet's word for a device key.
    func sealedWord(_ statement: Statement) throws(BrokerRefusal) -> [UInt8] {
        let content: JSONValue = [
            "statement": .string(statement.text), "thumbprint": .string(statement.keyThumbprint),
        ]
        return try sealed(content, .enrolment, statement.person.bytes)
    }

    private func sealed(
        _ content: JSONValue, _ label: SealLabel, _ owner: [UInt8]
    ) throws(BrokerRefusal) -> [UInt8] {
        guard let sealed = try? seal(content, label, for: owner)
        else { throw .unavailable("cannot seal a statement") }
        return sealed
    }
}

extension Statement {
    /// The RFC 7638 thumbprint of the key it was verified with; device keys are named by it.
    fileprivate var keyThumbprint: String {
        switch signer {
        case .wallet: key.thumbprint
        case .device(let name, _): name.kid
        }
    }
}
