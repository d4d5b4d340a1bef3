package import AuditChain
package import LoginFlow

/// A signed statement that caused a state change, as it is kept with the row of the audit trail.
package struct SignedEvidence: Sendable, Equatable {
    /// What the row says of it, see ``AuditChain/Commitment``.
    package let commitment: [UInt8]
    /// Digest of (wallet, person), so that it can be found when the person is to be erased.
    package let person: Digest
    /// Statement and salt, sealed.
    package let content: [UInt8]
    package let forgetAt: Moment

    package init(commitment: [UInt8], person: Digest, content: [UInt8], forgetAt: Moment) {
        self.commitment = commitment
        self.person = person
        self.content = content
        self.forgetAt = forgetAt
    }
}

/// A signed statement about the first rows of the trail.
package struct StoredCheckpoint: Sendable, Equatable {
    /// Rows.
    package let size: Int64
    package let at: Moment
    /// A compact JWS.
    package let statement: String
    /// The hash tree over these rows, to go on from.
    package let tree: MerkleTree

    package init(size: Int64, at: Moment, statement: String, tree: MerkleTree) {
        self.size = size
        self.at = at
        self.statement = statement
        self.tree = tree
    }
}
