import AuditChain
import Foundation
import GRDB
import LoginFlow

/// The end of the hash chain.
struct AuditTip {
    var sequence: Int64
    var hash: [UInt8]

    /// Before the first row.
    static let start = AuditTip(sequence: 0, hash: ChainStart.hash)
}

/// One row a transition, each holding the hash of everything before it (INV-10).
enum AuditTrail {
    /// - Parameter evidence: what caused the transition, kept beside the row.
    static func append(
        _ transition: Transition, of record: SessionRecord, because evidence: SignedEvidence? = nil,
        _ database: Database, _ context: inout WriteContext
    ) throws {
        let tip = try context.auditTip ?? lastTip(database)
        let row = AuditRow(
            sequence: tip.sequence + 1, session: record.id.bytes, version: transition.version,
            at: transition.at.milliseconds, from: transition.from?.rawValue,
            to: transition.to.rawValue, cause: transition.cause.rawValue,
            reason: transition.reason, client: record.session.request.clientID,
            wallet: record.session.claim?.wallet, evidence: evidence?.commitment)
        let hash = row.hash(after: tip.hash)
        try insert(row, hash, database)
        if let evidence { try insert(evidence, of: row, database) }
        context.auditTip = AuditTip(sequence: row.sequence, hash: hash)
    }

    private static func insert(_ row: AuditRow, _ hash: [UInt8], _ database: Database) throws {
        try database.run(
            """
            INSERT INTO audit_trail (sequence, session, version, at, from_status, to_status,
                cause, reason, client, wallet, hash, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .of(row.sequence), .of(row.session), .of(row.version), .of(row.at), .of(row.from),
                .of(row.to), .of(row.cause), .of(row.reason), .of(row.client), .of(row.wallet),
                .of(hash), .of(row.evidence),
            ])
    }

    private static func insert(
        _ evidence: SignedEvidence, of row: AuditRow, _ database: Database
    ) throws {
        try database.run(
            "INSERT INTO audit_evidence (sequence, person, content, forget_at) VALUES (?, ?, ?, ?)",
            [
                .of(row.sequence), .of(evidence.person), .of(evidence.content),
                .of(evidence.forgetAt),
            ])
    }

    static func lastTip(_ database: Database) throws -> AuditTip {
        let tip = try database.cachedStatement(
            sql: "SELECT sequence, hash FROM audit_trail ORDER BY sequence DESC LIMIT 1")
        guard let row = try Row.fetchOne(tip) else { return .start }
        let hash: Data = row["hash"]
        return AuditTip(sequence: row["sequence"], hash: Array(hash))
    }
}
