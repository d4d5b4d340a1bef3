import AuditChain
import Foundation
import GRDB
package import LoginFlow

/// The audit trail for whoever signs it, outside of the writer.
extension SessionStore {
    /// Reads the trail as it is at one moment.
    package func readTrail<Value: Sendable>(
        _ body: @escaping @Sendable (TrailRows) throws -> Value
    ) async throws(StoreFailure) -> Value {
        try await reading { try body(TrailRows($0)) }
    }

    /// How many rows there are, and when the first after a given one was written.
    package func trailGrowth(
        since size: Int64
    ) async throws(StoreFailure) -> (size: Int64, firstAt: Moment?) {
        try await reading { database in
            let last = try Int64.fetchOne(
                database.cachedStatement(
                    sql: "SELECT sequence FROM audit_trail ORDER BY sequence DESC LIMIT 1"))
            let at = try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT at FROM audit_trail WHERE sequence = ?"),
                arguments: [size + 1])
            return (last ?? 0, at.map { Moment(milliseconds: $0) })
        }
    }

    /// Hashes in the rows after a given one, in order.
    package func trailHashes(
        after size: Int64, limit: Int
    ) async throws(StoreFailure) -> [[UInt8]] {
        try await reading { database in
            try Data.fetchAll(
                database,
                sql: "SELECT hash FROM audit_trail WHERE sequence > ? ORDER BY sequence LIMIT ?",
                arguments: [size, limit]
            ).map { Array($0) }
        }
    }

    /// The largest checkpoint.
    ///
    /// - Returns: `nil` where there is none, or none that can be gone on from.
    package func lastCheckpoint() async throws(StoreFailure) -> StoredCheckpoint? {
        try await reading { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM audit_checkpoints ORDER BY size DESC LIMIT 1")
            guard let row else { return nil }
            let size: Int64 = row["size"]
            guard let tree = MerkleTree(size: size, bytes: Array(row["tree"] as Data))
            else { return nil }
            return StoredCheckpoint(
                size: size, at: Moment(milliseconds: row["at"]), statement: row["statement"],
                tree: tree)
        }
    }

    /// Keeps a checkpoint. One of this size that is there already says the same and stays.
    package func keep(_ checkpoint: StoredCheckpoint) async throws(StoreFailure) {
        try await writer.commit { database, _ in
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO audit_checkpoints (size, at, statement, tree)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [
                    checkpoint.size, checkpoint.at.milliseconds, checkpoint.statement,
                    Data(checkpoint.tree.bytes),
                ])
        }
    }

    /// Keeps public keys of wallets that are not known yet: evidence outlives the configuration.
    ///
    /// - Parameter keys: wallet, RFC 7638 thumbprint and public JWK of each.
    package func keepWalletKeys(
        _ keys: [(wallet: String, thumbprint: String, jwk: String)]
    ) async throws(StoreFailure) {
        try await writer.commit { database, _ in
            for key in keys {
                try database.execute(
                    sql: """
                        INSERT OR IGNORE INTO wallet_keys (wallet, thumbprint, jwk)
                        VALUES (?, ?, ?)
                        """, arguments: [key.wallet, key.thumbprint, key.jwk])
            }
        }
    }
}
