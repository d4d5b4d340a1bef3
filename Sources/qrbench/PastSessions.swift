import AuditChain
import Foundation
import GRDB
import SessionStore

/// Copies of one finished login session, and of all that it has left, in the tables of the store.
///
/// It reads the tables' columns from the database, so that a new column is copied too.
struct PastSessions {
    private let queue: DatabaseQueue
    private let original: Original
    /// The last row of the audit trail, which the copies carry on.
    private var last: HashedRow

    /// Sessions in one transaction.
    private static let batch = 100_000

    /// - Parameter session: the newest; its rows are the last of the trail.
    init(path: String, like session: [UInt8]) throws {
        let rows = try TrailFile.read(path: path) { try $0.rows(of: session) }
        guard let last = rows.last else { throw StoreLogin.Refused() }
        self.last = last
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Nobody needs what a power cut leaves of this; a gigabyte for the indexes.
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                    PRAGMA cache_size = -1000000
                    """)
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        original = try queue.read { try Original(session, rows.map(\.row), $0) }
    }

    mutating func add(_ count: Int) throws {
        var left = count
        var random = Numbers(seed: UInt64(Date.now.timeIntervalSince1970 * 1_000_000))
        while left > 0 {
            let size = min(left, Self.batch)
            last = try queue.write { try add(size, after: last, &random, $0) }
            left -= size
        }
        try queue.close()
    }

    /// - Returns: the last row of the trail.
    private func add(
        _ count: Int, after last: HashedRow, _ random: inout Numbers, _ database: Database
    ) throws -> HashedRow {
        let copies = try Copies(of: original, database)
        var last = last
        for _ in 0..<count { try copies.add(Names(&random), &random, after: &last) }
        return last
    }
}

/// What a copy is called where its tables speak of each other.
private struct Names {
    let session: Data
    let signIn: Data
    let person: Data

    init(_ random: inout Numbers) {
        session = random.data(16)
        signIn = random.data(16)
        person = random.data(32)
    }
}

/// The login that is copied.
private struct Original {
    let session: Data
    let signIn: Data
    let person: Data
    let rows: [AuditRow]

    init(_ session: [UInt8], _ rows: [AuditRow], _ database: Database) throws {
        self.session = Data(session)
        self.rows = rows
        let left = try Row.fetchOne(
            database,
            sql: """
                SELECT sign_in, person FROM grants JOIN sign_ins ON sign_ins.id = sign_in
                WHERE session = ?
                """, arguments: [self.session])
        guard let left else { throw StoreLogin.Refused() }
        signIn = left["sign_in"]
        person = left["person"]
    }
}

/// The statements that copy it, one a table.
private struct Copies {
    private let original: Original
    private let session, trail, evidence, signIn, participant, grant, browser: Copy

    init(of original: Original, _ database: Database) throws {
        self.original = original
        session = try Copy(
            "login_sessions",
            setting: ["id", "poll_digest", "scan_digest", "user_code_digest", "code_digest"],
            where: "id = ?", database)
        trail = try Copy(
            "audit_trail", setting: ["sequence", "session", "hash"], where: "sequence = ?", database
        )
        evidence = try Copy(
            "audit_evidence", setting: ["sequence", "person"], where: "sequence = ?", database)
        signIn = try Copy(
            "sign_ins", setting: ["id", "cookie", "person"], where: "id = ?", database)
        participant = try Copy(
            "participants", setting: ["sign_in", "sid"], where: "sign_in = ?", database)
        grant = try Copy(
            "grants", setting: ["id", "session", "sign_in"], where: "session = ?", database)
        browser = try Copy(
            "known_browsers", setting: ["person", "browser"], where: "person = ?", database)
    }

    func add(_ new: Names, _ random: inout Numbers, after last: inout HashedRow) throws {
        let digests = (0..<4).map { _ in random.data(32) }
        try session.insert([new.session] + digests + [original.session])
        for row in original.rows {
            last.goOn(with: row, of: new.session)
            let sequence = last.row.sequence
            try trail.insert([sequence, new.session, Data(last.hash), row.sequence])
            if row.evidence != nil { try evidence.insert([sequence, new.person, row.sequence]) }
        }
        try signIn.insert([new.signIn, random.data(32), new.person, original.signIn])
        let sid = random.data(16).base64EncodedString()
        try participant.insert([new.signIn, sid, original.signIn])
        try grant.insert([random.data(16), new.session, new.signIn, original.session])
        try browser.insert([new.person, random.data(32), original.person])
    }
}

extension HashedRow {
    /// Becomes the next row of the trail: another one, told of another login session.
    fileprivate mutating func goOn(with other: AuditRow, of session: Data) {
        let sequence = row.sequence + 1
        row = other
        row.sequence = sequence
        row.session = Array(session)
        hash = row.hash(after: hash)
    }
}

/// Inserts a row that is another row but for some columns.
private struct Copy {
    private let statement: Statement

    init(
        _ table: String, setting new: [String], where condition: String, _ database: Database
    ) throws {
        let others = try database.columns(in: table).map(\.name).filter { !new.contains($0) }
        let marks = new.map { _ in "?" }
        statement = try database.cachedStatement(
            sql: """
                INSERT INTO \(table) (\((new + others).joined(separator: ", ")))
                SELECT \((marks + others).joined(separator: ", ")) FROM \(table)
                WHERE \(condition)
                """)
    }

    func insert(_ arguments: [any DatabaseValueConvertible]) throws {
        try statement.execute(arguments: StatementArguments(arguments))
    }
}
