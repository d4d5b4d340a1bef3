import Crypto
import Foundation
import GRDB

/// Copies of one finished login session in the tables of the store.
///
/// It reads the tables' columns from the database, so that a new column is copied too; what the
/// hash of an audit row covers is written down once more in `AuditRow`.
struct PastSessions {
    private let queue: DatabaseQueue
    private let original: [UInt8]
    private let rows: [AuditRow]

    /// Sessions in one transaction.
    private static let batch = 20_000

    init(path: String, like original: [UInt8]) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            // Nobody needs what a power cut leaves of this; half a gigabyte for the indexes.
            try database.execute(
                sql: "PRAGMA synchronous = OFF; PRAGMA cache_size = -500000")
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        self.original = original
        rows = try queue.read { try AuditRow.all(of: original, $0) }
    }

    func add(_ count: Int) throws {
        var left = count
        var random = Numbers(seed: UInt64(Date.now.timeIntervalSince1970 * 1_000_000))
        while left > 0 {
            let size = min(left, Self.batch)
            try queue.write { try add(size, &random, $0) }
            left -= size
        }
        _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try queue.close()
    }

    private func add(_ count: Int, _ random: inout Numbers, _ database: Database) throws {
        let new = ["id", "poll_digest", "scan_digest", "user_code_digest", "code_digest"]
        let session = try Copy("login_sessions", setting: new, where: "id = ?", database)
        let row = try Copy(
            "audit_trail", setting: ["sequence", "session", "hash"], where: "sequence = ?",
            database)
        var tip = try AuditRow.tip(database)
        for _ in 0..<count {
            let id = random.bytes(16)
            let digests = (0..<4).map { _ in Data(random.bytes(32)) }
            try session.insert([Data(id)] + digests + [Data(original)])
            for former in rows {
                tip.sequence += 1
                tip.hash = former.hash(sequence: tip.sequence, session: id, after: tip.hash)
                try row.insert([tip.sequence, Data(id), Data(tip.hash), former.sequence])
            }
        }
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
