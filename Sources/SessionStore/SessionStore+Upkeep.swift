import Foundation
import GRDB
package import LoginFlow
import NIOConcurrencyHelpers

/// What the store does by itself from time to time, in steps small enough that nobody waits.
extension SessionStore {
    /// Rows touched in one step.
    package static let upkeepStep = 500

    /// How long an ended login session stays readable. The contract promises 300 s; the rest lets a
    /// second use of its code be recognised for as long as the tokens it gave live.
    package static let retention: Seconds = 900

    /// Ends login sessions whose deadline has passed.
    ///
    /// - Returns: how many; as many as `upkeepStep` means that there may be more.
    package func expireOverdue(at now: Moment) async throws(StoreFailure) -> Int {
        let due = try await reading { database in
            try Data.fetchAll(
                database,
                sql: """
                    SELECT id FROM login_sessions WHERE deadline IS NOT NULL AND deadline <= ?
                    ORDER BY deadline LIMIT ?
                    """, arguments: [now.milliseconds, Self.upkeepStep])
        }
        let ids = due.compactMap { SessionID(bytes: $0) }
        if ids.isEmpty { return 0 }
        return try await writer.commit { database, context in
            var count = 0
            for id in ids {
                guard var record = try Self.find(.id(id), database),
                    record.session.expireIfDue(at: context.now)
                else { continue }
                try Self.save(record, database, &context)
                count += 1
            }
            return count
        }
    }

    /// Deletes what is past its use: ended login sessions, used statements, run-out grants.
    ///
    /// - Returns: how many rows went.
    package func prune(at now: Moment) async throws(StoreFailure) -> Int {
        let memory = self.memory
        return try await writer.commit { database, _ in
            let forgotten = try Data.fetchAll(
                database,
                sql: """
                    DELETE FROM login_sessions WHERE id IN (SELECT id FROM login_sessions
                        WHERE ended_at IS NOT NULL AND ended_at <= ? LIMIT ?) RETURNING id
                    """,
                arguments: [
                    now.milliseconds - Int64(Self.retention.count) * 1000, Self.upkeepStep,
                ])
            memory.withLockedValue { recent in
                for id in forgotten.compactMap({ SessionID(bytes: $0) }) { recent.forget(id) }
            }
            var count = forgotten.count
            for (table, column, key) in [
                ("statements", "forget_at", "digest"), ("grants", "expires_at", "token"),
            ] {
                try database.execute(
                    sql: """
                        DELETE FROM \(table) WHERE \(key) IN (SELECT \(key) FROM \(table)
                            WHERE \(column) <= ? LIMIT ?)
                        """, arguments: [now.milliseconds, Self.upkeepStep])
                count += database.changesCount
            }
            return count
        }
    }

    /// How many login sessions are not over.
    package func liveCount() async throws(StoreFailure) -> Int {
        try await reading { database in
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM login_sessions WHERE deadline IS NOT NULL") ?? 0
        }
    }

    /// Proves that the store can write: for `/healthz/ready`.
    package func probe() async throws(StoreFailure) {
        try await writer.commit { database, context in
            try database.execute(
                sql: """
                    INSERT INTO facts (name, value) VALUES ('last probe', ?)
                    ON CONFLICT DO UPDATE SET value = excluded.value
                    """,
                arguments: [Data("\(context.now.milliseconds)".utf8)])
        }
    }
}
