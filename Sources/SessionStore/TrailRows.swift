package import AuditChain
import Foundation
import GRDB
import LoginFlow

/// A row of the trail with the hash that stands in it.
package struct HashedRow: Sendable, Equatable {
    package var row: AuditRow
    package var hash: [UInt8]
}

/// The audit trail as one reader sees it, whatever is written meanwhile.
package struct TrailRows {
    let database: Database
    /// Databases of the former schemas have no evidence and no checkpoints.
    let hasEvidence: Bool

    init(_ database: Database) throws {
        self.database = database
        hasEvidence = try database.tableExists("audit_checkpoints")
    }

    private var selection: String {
        """
        SELECT sequence, session, version, at, from_status, to_status, cause, reason, client, \
        wallet, hash, \(hasEvidence ? "evidence" : "NULL") FROM audit_trail
        """
    }

    /// All rows, in the order of their numbers.
    package func forEach(_ body: (HashedRow) throws -> Void) throws {
        let rows = try Row.fetchCursor(database, sql: "\(selection) ORDER BY sequence")
        while let row = try rows.next() { try body(Self.row(row)) }
    }

    /// Where the rows of a login session begin; more than one row may say so where somebody has edited.
    static let first = """
        SELECT sequence FROM audit_trail WHERE session = ? AND from_status IS NULL
        ORDER BY sequence LIMIT 1
        """

    /// The rows of one login session, in the order of their numbers.
    ///
    /// Only the first of them has an index. The others are looked for from there on, until the last:
    /// among all that happened during one login.
    package func rows(of session: [UInt8]) throws -> [HashedRow] {
        let id = Data(session)
        // Where somebody has edited the first, its fellows are still found.
        let first = try Int64.fetchOne(database, sql: Self.first, arguments: [id])
        let rows = try Row.fetchCursor(
            database, sql: "\(selection) WHERE sequence >= ? AND session = ? ORDER BY sequence",
            arguments: [first ?? 1, id])
        var found: [HashedRow] = []
        while let row = try rows.next().map(Self.row) {
            found.append(row)
            if Status(rawValue: row.row.to)?.isTerminal ?? false { break }
        }
        return found
    }

    func row(_ sequence: Int64) throws -> HashedRow? {
        try Row.fetchOne(
            database, sql: "\(selection) WHERE sequence = ?", arguments: [sequence]
        ).map(Self.row)
    }

    /// The hash in the row of this number.
    package func hash(at sequence: Int64) throws -> [UInt8]? {
        try DatabaseValue.fetchOne(
            database, sql: "SELECT hash FROM audit_trail WHERE sequence = ?",
            arguments: [sequence]
        ).map(Self.bytes)
    }

    /// The hashes of the first rows, in order.
    package func forEachHash(upTo size: Int64, _ body: ([UInt8]) throws -> Void) throws {
        let hashes = try DatabaseValue.fetchCursor(
            database, sql: "SELECT hash FROM audit_trail WHERE sequence <= ? ORDER BY sequence",
            arguments: [size])
        while let hash = try hashes.next() { try body(Self.bytes(hash)) }
    }

    /// The signed statements with the sizes they are kept under, the smallest first.
    package func checkpoints() throws -> [(size: Int64, statement: String)] {
        guard hasEvidence else { return [] }
        return try Row.fetchAll(
            database, sql: "SELECT size, statement FROM audit_checkpoints ORDER BY size"
        ).map { row in
            (Int64.fromDatabaseValue(row[0]) ?? -1, String.fromDatabaseValue(row[1]) ?? "")
        }
    }

    /// How many rows still have what they commit to.
    package func evidenceCount() throws -> Int {
        guard hasEvidence else { return 0 }
        return try Int.fetchOne(database, sql: "SELECT count(*) FROM audit_evidence") ?? 0
    }

    static func bytes(_ value: DatabaseValue) -> [UInt8] {
        Data.fromDatabaseValue(value).map { Array($0) } ?? []
    }

    /// Any type goes into a column of somebody's edit, so nothing here may trust the schema.
    private static func row(_ row: Row) -> HashedRow {
        func bytes(_ index: Int) -> [UInt8] { Self.bytes(row[index]) }
        func text(_ index: Int) -> String? { String.fromDatabaseValue(row[index]) }
        func number(_ index: Int) -> Int64 { Int64.fromDatabaseValue(row[index]) ?? -1 }
        let evidence: DatabaseValue = row[11]
        return HashedRow(
            row: AuditRow(
                sequence: number(0), session: bytes(1), version: number(2), at: number(3),
                from: text(4), to: text(5) ?? "", cause: text(6) ?? "", reason: text(7),
                client: text(8) ?? "", wallet: text(9),
                evidence: evidence.isNull ? nil : bytes(11)),
            hash: bytes(10))
    }
}
