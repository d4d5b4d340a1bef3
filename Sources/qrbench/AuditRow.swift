import Crypto
import Foundation
import GRDB

/// A row of the audit trail that copies are made of.
struct AuditRow {
    let sequence: Int64
    /// The columns under the hash, from the second on.
    private let columns: [String]

    /// The rows of one login session, in order.
    static func all(of session: [UInt8], _ database: Database) throws -> [AuditRow] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT sequence, version, at, from_status, to_status, cause, reason, client, wallet
                FROM audit_trail WHERE session = ? ORDER BY version
                """, arguments: [Data(session)]
        ).map { row in
            AuditRow(
                sequence: row["sequence"],
                columns: row.databaseValues.dropFirst().map {
                    switch $0.storage {
                    case .int64(let number): String(number)
                    case .string(let text): text
                    case .null, .double, .blob: ""
                    }
                })
        }
    }

    /// The end of the chain so far.
    static func tip(_ database: Database) throws -> (sequence: Int64, hash: [UInt8]) {
        let row = try Row.fetchOne(
            database, sql: "SELECT sequence, hash FROM audit_trail ORDER BY sequence DESC LIMIT 1")
        guard let row else { return (0, [UInt8](repeating: 0, count: 32)) }
        return (row["sequence"], Array(row["hash"] as Data))
    }

    /// The hash this row has as another login session's, in another place of the chain.
    func hash(sequence: Int64, session: [UInt8], after former: [UInt8]) -> [UInt8] {
        let text = ([String(sequence)] + columns).reduce(into: former + session) { text, column in
            text += Array("\(column.utf8.count):\(column)".utf8)
        }
        return Array(SHA256.hash(data: text))
    }
}
