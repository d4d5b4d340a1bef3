import AuditChain
import Foundation
import GRDB

/// The end of the audit chain, carried on by copies of rows.
struct TrailEnd {
    private(set) var sequence: Int64
    private(set) var hash: [UInt8]

    init(_ database: Database) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT sequence, hash FROM audit_trail ORDER BY sequence DESC LIMIT 1")
        sequence = row?["sequence"] ?? 0
        hash = (row?["hash"] as Data?).map(Array.init) ?? ChainStart.hash
    }

    /// Goes on with a row as another login session's.
    mutating func take(_ row: AuditRow, of session: Data) {
        var copy = row
        sequence += 1
        copy.sequence = sequence
        copy.session = Array(session)
        hash = copy.hash(after: hash)
    }
}

extension AuditRow {
    /// The rows of one login session, in order.
    static func all(of session: [UInt8], _ database: Database) throws -> [AuditRow] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT * FROM audit_trail WHERE session = ? ORDER BY version",
            arguments: [Data(session)])
        return rows.map { row in
            AuditRow(
                sequence: row["sequence"], session: session, version: row["version"],
                at: row["at"], from: row["from_status"], to: row["to_status"],
                cause: row["cause"], reason: row["reason"], client: row["client"],
                wallet: row["wallet"], evidence: (row["evidence"] as Data?).map(Array.init))
        }
    }
}
