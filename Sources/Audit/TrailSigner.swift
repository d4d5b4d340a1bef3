import AuditChain
package import LoginFlow
package import SessionStore
package import Tokens

/// Signs what has been written to the audit trail, beside the writer and in its own time.
package struct TrailSigner: Sendable {
    /// What came of a look at the trail.
    package enum Outcome: Sendable, Equatable {
        case nothingNew
        case signed(Checkpoint)
        /// Rows that were signed are gone. Nothing is signed over that.
        case shortened(size: Int64, signed: Int64)
    }

    private let store: SessionStore
    private let issuer: String
    /// Over the rows signed so far, and the hash of the last of them.
    private var tree: MerkleTree
    private var chain = ChainStart.hash

    /// Hashes read at once.
    private static let step = 10_000

    /// Goes on from the last checkpoint, if it is one of these keys'; else from the first row, so that
    /// a forged one is never built on.
    package init(
        store: SessionStore, issuer: String, keys: AuditKeys
    ) async throws(StoreFailure) {
        self.store = store
        self.issuer = issuer
        tree = MerkleTree()
        guard let last = try await store.lastCheckpoint(),
            let checkpoint = try? Checkpoint(last.statement, signedBy: keys),
            checkpoint.size == last.size, checkpoint.root == last.tree.root
        else { return }
        tree = last.tree
        chain = checkpoint.chain
    }

    /// Rows signed so far.
    package var size: Int64 { tree.size }

    /// Whether there is something to sign now.
    ///
    /// - Parameters:
    ///   - rows: as many wait for no time to pass.
    ///   - interval: the oldest of them waits no longer.
    package func isDue(
        rows: Int, interval: Seconds, at now: Moment
    ) async throws(StoreFailure) -> Bool {
        let growth = try await store.trailGrowth(since: size)
        guard growth.size != size else { return false }
        guard growth.size > size, let first = growth.firstAt else { return true }
        return growth.size - size >= Int64(rows) || now >= first + interval
    }

    /// Signs everything that is there.
    package mutating func sign(with key: SigningKey, at now: Moment) async throws -> Outcome {
        let growth = try await store.trailGrowth(since: size)
        if growth.size < size { return .shortened(size: growth.size, signed: size) }
        if growth.size == size { return .nothingNew }
        var (tree, chain) = (tree, chain)
        while true {
            let hashes = try await store.trailHashes(after: tree.size, limit: Self.step)
            for hash in hashes { tree.append(hash) }
            chain = hashes.last ?? chain
            if hashes.count < Self.step { break }
        }
        let checkpoint = Checkpoint(
            issuer: issuer, size: tree.size, root: tree.root, chain: chain, at: now.seconds)
        try await store.keep(
            StoredCheckpoint(
                size: tree.size, at: now, statement: try checkpoint.signed(by: key), tree: tree))
        // Only now: what could not be kept is signed again.
        (self.tree, self.chain) = (tree, chain)
        return .signed(checkpoint)
    }
}
