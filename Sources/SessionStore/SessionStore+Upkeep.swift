import Foundation
import GRDB
package import LoginFlow

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
                guard let former = try Self.findReadable(id, database, context) else { continue }
                var record = former
                guard record.session.expireIfDue(at: context.now) else { continue }
                try Self.save(record, from: former, database, &context)
                count += 1
            }
            return count
        }
    }

    /// A row that somebody has spoilt must not keep all others from expiring.
    private static func findReadable(
        _ id: SessionID, _ database: Database, _ context: WriteContext
    ) throws -> SessionRecord? {
        do {
            return try find(.id(id), database, context)
        } catch is SessionRow.Unreadable {
            return nil
        }
    }

    /// What is deleted once its time has come: table, key and the column that says when.
    private static let perishable = [
        ("statements", "digest", "forget_at"), ("refresh_tokens", "digest", "expires_at"),
        ("grants", "id", "expires_at"), ("sign_ins", "id", "expires_at"),
        ("pushed_requests", "digest", "expires_at"),
        ("addressed_requests", "session", "expires_at"), ("deliveries", "id", "give_up_at"),
        ("levels", "rowid", "until"), ("audit_evidence", "sequence", "forget_at"),
    ]

    /// How long a browser is known to its person after the last login from there: half a year, after
    /// which a warning on the phone is right again.
    package static let browserMemory: Seconds = 15_552_000

    /// How long a device is known after its last use: two years, longer than people keep a phone in a
    /// drawer. Afterwards its wallet has to vouch for it anew, unless it was revoked.
    package static let deviceMemory: Seconds = 63_072_000

    /// Deletes what is past its use: ended login sessions and everything perishable.
    ///
    /// - Returns: whether there may be more.
    package func prune(at now: Moment) async throws(StoreFailure) -> Bool {
        let isMore = try await pruneStep(at: now)
        if !isMore { try await emptyLogIfDue(at: now) }
        return isMore
    }

    private func pruneStep(at now: Moment) async throws(StoreFailure) -> Bool {
        try await writer.commit { database, context in
            let forgotten = try Self.deleteSessions(endedBefore: now, database)
            for id in forgotten { context.delete(id) }
            var counts = try Self.perishable.map { table, key, column in
                try Self.deletePast(table, key, column, now, database)
            }
            counts.append(
                try BrowserRow.forget(
                    lastAt: Self.before(now, Self.browserMemory), database))
            counts.append(
                try DeviceRow.forget(
                    lastAt: Self.before(now, Self.deviceMemory), database))
            return (counts + [forgotten.count]).contains(Self.upkeepStep)
        }
    }

    private static func before(_ now: Moment, _ span: Seconds) -> Moment {
        Moment(milliseconds: now.milliseconds - Int64(span.count) * 1000)
    }

    private static func deleteSessions(
        endedBefore now: Moment, _ database: Database
    ) throws -> [SessionID] {
        let latest = before(now, retention).milliseconds
        return try Data.fetchAll(
            database,
            sql: """
                DELETE FROM login_sessions WHERE id IN (SELECT id FROM login_sessions
                    WHERE ended_at IS NOT NULL AND ended_at <= ? LIMIT ?) RETURNING id
                """, arguments: [latest, upkeepStep]
        ).compactMap { SessionID(bytes: $0) }
    }

    /// - Returns: how many rows went.
    private static func deletePast(
        _ table: String, _ key: String, _ column: String, _ now: Moment, _ database: Database
    ) throws -> Int {
        try database.execute(
            sql: """
                DELETE FROM \(table) WHERE \(key) IN (SELECT \(key) FROM \(table)
                    WHERE \(column) <= ? LIMIT ?)
                """, arguments: [now.milliseconds, upkeepStep])
        return database.changesCount
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
