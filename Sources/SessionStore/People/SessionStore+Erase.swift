import Foundation
import GRDB
package import LoginFlow

extension SessionStore {
    /// Erases everything about a person but the rows of the audit trail, which say nothing about them
    /// once the statements beside them are gone.
    ///
    /// Tokens of theirs stop working, and where they are signed in they are not any more. Portals are
    /// not told: the message would name the person.
    ///
    /// - Parameters:
    ///   - deliveries, pushed: rows that were found to be about them by opening them.
    /// - Returns: how many rows of each table were erased.
    package func erase(
        _ key: PersonKey, deliveries: [[UInt8]], pushed: [Digest]
    ) async throws(StoreFailure) -> [(table: String, count: Int)] {
        let counts = try await writer.commit { database, context in
            let sessions = try PersonQueries(key, database).sessions()
            let counts = try PersonEraser(key, database).erase(
                sessions, deliveries: deliveries, pushed: pushed)
            for id in sessions { context.delete(id) }
            try Self.count("erasures", database)
            return counts
        }
        try await scrub()
        return counts
    }

    /// Leaves nothing of what was deleted in the files: what was freed is overwritten as it happens,
    /// only older versions of the program did not do so, and the log still has what was there before.
    private func scrub() async throws(StoreFailure) {
        do {
            try await pool.barrierWriteWithoutTransaction { database in
                let clean = "SELECT 1 FROM facts WHERE name = 'clean pages'"
                if try Int.fetchOne(database, sql: clean) == nil {
                    try database.execute(sql: "VACUUM")
                    try Self.noteCleanPages(database)
                }
                try database.checkpoint(.truncate)
            }
        } catch {
            throw StoreFailure(error)
        }
    }

    /// From now on no page holds what was deleted.
    static func noteCleanPages(_ database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO facts (name, value) VALUES ('clean pages', x'01')")
    }

    /// A number that differs after every erasure, made by this process or another.
    package func erasuresVersion() async throws(StoreFailure) -> Int64 {
        try await reading { try Self.counted("erasures", $0) }
    }

    /// Forgets what memory holds: another process has erased somebody, and the database knows the rest.
    package func forgetMemory() { memory.forgetAll() }
}

/// Deletes the rows of one person, table by table.
struct PersonEraser {
    private let key: PersonKey
    private let database: Database

    init(_ key: PersonKey, _ database: Database) {
        self.key = key
        self.database = database
    }

    func erase(
        _ sessions: [SessionID], deliveries: [[UInt8]], pushed: [Digest]
    ) throws -> [(table: String, count: Int)] {
        let (person, ids) = ([Data(key.person.bytes)], sessions.map { Data($0.bytes) })
        let grants = try PersonQueries(key, database).grants().map { Data($0.bytes) }
        let devices = try DeviceRow.forget(
            where: "person = ?", StatementArguments(person), database)
        return [
            // What refers to others goes before it.
            ("refresh_tokens", try delete("refresh_tokens", "grant_id", grants)),
            ("grants", try delete("grants", "id", grants)),
            ("participants", try participants()),
            ("sign_ins", try delete("sign_ins", "person", person)),
            ("devices", devices),
            ("known_browsers", try delete("known_browsers", "person", person)),
            ("levels", try delete("levels", "person", person)),
            ("audit_evidence", try delete("audit_evidence", "person", person)),
            (
                "addressed_requests",
                try delete("addressed_requests", "subject", key.subjectMarks)
                    + delete("addressed_requests", "session", ids)
            ),
            ("deliveries", try delete("deliveries", "id", deliveries.map { Data($0) } + ids)),
            (
                "pushed_requests",
                try delete("pushed_requests", "digest", pushed.map { Data($0.bytes) })
            ),
            ("login_sessions", try delete("login_sessions", "id", ids)),
        ]
    }

    private func participants() throws -> Int {
        try database.execute(
            sql: """
                DELETE FROM participants
                WHERE sign_in IN (SELECT id FROM sign_ins WHERE person = ?)
                """, arguments: [Data(key.person.bytes)])
        return database.changesCount
    }

    private func delete(
        _ table: String, _ column: String, _ values: [some DatabaseValueConvertible]
    ) throws -> Int {
        try values.reduce(0) { count, value in
            try database.execute(
                sql: "DELETE FROM \(table) WHERE \(column) = ?", arguments: [value])
            return count + database.changesCount
        }
    }
}
