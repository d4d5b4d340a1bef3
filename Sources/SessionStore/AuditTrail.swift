import Crypto
import Foundation
import GRDB
import LoginFlow

/// The end of the hash chain.
struct AuditTip {
    var sequence: Int64
    var hash: [UInt8]

    /// Before the first row.
    static let start = AuditTip(sequence: 0, hash: [UInt8](repeating: 0, count: 32))
}

/// One row a transition, each holding the hash of everything before it (INV-10).
enum AuditTrail {
    static func append(
        _ transition: Transition, of record: SessionRecord, _ database: Database,
        _ context: inout WriteContext
    ) throws {
        let tip = try context.auditTip ?? lastTip(database)
        let sequence = tip.sequence + 1
        let request = record.session.request
        let wallet = record.session.claim?.wallet
        let text = rowText(
            sequence, record.id, transition, client: request.clientID, wallet: wallet)
        let hash = Array(SHA256.hash(data: tip.hash + text))
        try database.cachedStatement(
            sql: """
                INSERT INTO audit_trail (sequence, session, version, at, from_status, to_status,
                    cause, reason, client, wallet, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            sequence, Data(record.id.bytes), transition.version, transition.at.milliseconds,
            transition.from?.rawValue, transition.to.rawValue, transition.cause.rawValue,
            transition.reason, request.clientID, wallet, Data(hash),
        ])
        context.auditTip = AuditTip(sequence: sequence, hash: hash)
    }

    private static func lastTip(_ database: Database) throws -> AuditTip {
        let row = try Row.fetchOne(
            database, sql: "SELECT sequence, hash FROM audit_trail ORDER BY sequence DESC LIMIT 1")
        guard let row else { return .start }
        let hash: Data = row["hash"]
        return AuditTip(sequence: row["sequence"], hash: Array(hash))
    }

    /// The bytes under the hash: every column with its length in front, so that moving text from
    /// one column to the next is an edit too.
    private static func rowText(
        _ sequence: Int64, _ id: SessionID, _ transition: Transition, client: String,
        wallet: String?
    ) -> [UInt8] {
        let columns: [String] = [
            String(sequence), String(transition.version), String(transition.at.milliseconds),
            transition.from?.rawValue ?? "", transition.to.rawValue, transition.cause.rawValue,
            transition.reason ?? "", client, wallet ?? "",
        ]
        return columns.reduce(into: id.bytes) { bytes, column in
            bytes += Array("\(column.utf8.count):\(column)".utf8)
        }
    }
}
