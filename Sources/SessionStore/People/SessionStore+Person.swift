import Foundation
import GRDB
import LoginFlow
import StrictJSON

extension SessionStore {
    /// Everything that is kept about a person.
    package func rows(of key: PersonKey) async throws(StoreFailure) -> PersonRows {
        try await reading { database in
            let person = PersonQueries(key, database)
            var rows = PersonRows()
            rows.sessions = try person.sessions().compactMap { try Self.find(.id($0), database) }
            rows.signIns = try SignInRow.find(.person(key.person, nil), database)
            rows.grants = try person.grants().compactMap { try GrantRow.find($0, database) }
            rows.devices = try DeviceRow.kept(of: key.person, database)
            rows.browsers = try person.browsers()
            rows.levels = try person.levels()
            rows.statements = try person.statements()
            rows.requests = try person.requests()
            return rows
        }
    }

    /// Everything that may be about anybody.
    package func sealedRows() async throws(StoreFailure) -> SealedRows {
        try await reading { database in
            SealedRows(
                deliveries: try DeliveryRow.all(database),
                pushed: try PushedRequestRow.all(database))
        }
    }
}

/// The rows of one person in each table.
struct PersonQueries {
    private let key: PersonKey
    private let database: Database
    private var person: Data { Data(key.person.bytes) }

    init(_ key: PersonKey, _ database: Database) {
        self.key = key
        self.database = database
    }

    /// Login sessions that they claimed, that wait for them, and that go on from where they are signed
    /// in. No index helps here, so that no login pays for one.
    func sessions() throws -> [SessionID] {
        let signIns = try Data.fetchAll(
            database, sql: "SELECT id FROM sign_ins WHERE person = ?", arguments: [person])
        // One argument, however many portals there are.
        let texts = key.subjectMarks + signIns.map { $0.base64EncodedString() }
        let list = JSONValue.array(texts.map(JSONValue.string)).serializedText()
        return try Data.fetchAll(
            database,
            sql: """
                SELECT id FROM login_sessions WHERE claim_person = ?
                    OR EXISTS (SELECT 1 FROM json_each(?) WHERE instr(request, value) > 0)
                """, arguments: [person, list]
        ).compactMap { SessionID(bytes: $0) }
    }

    func grants() throws -> [GrantID] {
        let sessions = try sessions()
        let marks = sessions.map { _ in "?" }.joined(separator: ", ")
        return try Data.fetchAll(
            database,
            sql: """
                SELECT id FROM grants WHERE sign_in IN (SELECT id FROM sign_ins WHERE person = ?)
                    OR session IN (\(marks))
                """,
            arguments: [person] + StatementArguments(sessions.map { Data($0.bytes) })
        ).compactMap { GrantID(bytes: $0) }
    }

    func browsers() throws -> [PersonRows.Browser] {
        try Row.fetchAll(
            database, sql: "SELECT browser, last_at FROM known_browsers WHERE person = ?",
            arguments: [person]
        ).compactMap { row in
            Digest(bytes: row["browser"] as Data).map {
                PersonRows.Browser(mark: $0, lastAt: Moment(milliseconds: row["last_at"]))
            }
        }
    }

    func levels() throws -> [PersonRows.Level] {
        try Row.fetchAll(
            database, sql: "SELECT level, until FROM levels WHERE person = ? ORDER BY level",
            arguments: [person]
        ).map { .init(level: $0["level"], until: Moment(milliseconds: $0["until"])) }
    }

    func statements() throws -> [PersonRows.Statement] {
        let kept = try Row.fetchAll(
            database,
            sql: """
                SELECT sequence, content, forget_at FROM audit_evidence WHERE person = ?
                ORDER BY sequence
                """, arguments: [person])
        let trail = try TrailRows(database)
        return try kept.compactMap { row in
            try trail.row(row["sequence"]).map {
                PersonRows.Statement(
                    row: $0.row, content: Array(row["content"] as Data),
                    forgetAt: Moment(milliseconds: row["forget_at"]))
            }
        }
    }

    func requests() throws -> [PersonRows.Request] {
        let marks = key.subjectMarks.map { _ in "?" }.joined(separator: ", ")
        return try Row.fetchAll(
            database,
            sql: "SELECT client, expires_at FROM addressed_requests WHERE subject IN (\(marks))",
            arguments: StatementArguments(key.subjectMarks)
        ).map { .init(client: $0["client"], expiresAt: Moment(milliseconds: $0["expires_at"])) }
    }
}
