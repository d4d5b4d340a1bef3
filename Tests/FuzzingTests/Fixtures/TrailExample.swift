import AuditChain
import Base64URL
import Foundation
import GRDB
import StrictJSON
import Tokens

@testable import Audit
@testable import SessionStore

/// A trail of two logins, signed, in which anything can be changed.
enum TrailExample {
    static let keys = try? AuditKeys(json: SignedFixture.walletKey.publicKey.jwk)
    static let sessions: [[UInt8]] = [
        [UInt8](repeating: 1, count: 16), [UInt8](repeating: 2, count: 16),
    ]

    /// Rows as they were written, with the hash that stands in each.
    static let rows: [HashedRow] = {
        let lives: [(session: Int, to: String, cause: String, from: String?)] = [
            (0, "waiting", "create", nil), (1, "waiting", "create", nil),
            (0, "scanned", "scan", "waiting"),
            (0, "approved", "confirm", "scanned"), (1, "cancelled", "cancel", "waiting"),
            (0, "redeemed", "redeem", "approved"),
        ]
        var hash = ChainStart.hash
        var versions: [Int64] = [0, 0]
        return lives.enumerated().map { index, life in
            versions[life.session] += 1
            let row = AuditRow(
                sequence: Int64(index + 1), session: sessions[life.session],
                version: versions[life.session], at: 1_700_000_000_000 + Int64(index) * 1000,
                from: life.from, to: life.to, cause: life.cause, reason: nil, client: "portal",
                wallet: life.cause == "create" ? nil : "one", evidence: nil)
            hash = row.hash(after: hash)
            return HashedRow(row: row, hash: hash)
        }
    }()

    /// Signed once for all: a seed must give the same input again.
    static let checkpoint = SignedTexts.checkpoint

    /// The file about the first login.
    static let evidence: JSONValue = {
        let own = rows.filter { $0.row.session == sessions[0] }
        var paths = InclusionPaths(
            of: own.map { $0.row.sequence - 1 }, size: Int64(rows.count))
        rows.forEach { paths.append($0.hash) }
        let entries = own.compactMap { found -> JSONValue? in
            let number = Int(found.row.sequence)
            let previous = number == 1 ? ChainStart.hash : rows[number - 2].hash
            return paths.path(of: Int64(number - 1)).map {
                EvidenceRow(row: found.row, previous: previous, path: $0).json
            }
        }
        return [
            "format": .string(LoginEvidence.format), "issuer": .string(SignedFixture.issuer),
            "session": .string(Base64URL.encode(sessions[0])), "checkpoint": .string(checkpoint),
            "rows": .array(entries), "decisions": [],
        ]
    }()

    /// A database without any of the rules that ours has: whoever writes a file need not keep to them.
    static func database() throws -> DatabaseQueue {
        let queue = try DatabaseQueue()
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE audit_trail (sequence, session, version, at, from_status, to_status, cause,
                        reason, client, wallet, hash, evidence);
                    CREATE TABLE audit_checkpoints (size, statement);
                    CREATE TABLE audit_evidence (sequence, person, content);
                    """)
            for found in rows {
                let row = found.row
                try database.execute(
                    sql: "INSERT INTO audit_trail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        row.sequence, Data(row.session), row.version, row.at, row.from, row.to,
                        row.cause, row.reason, row.client, row.wallet, Data(found.hash), nil,
                    ])
            }
            try database.execute(
                sql: "INSERT INTO audit_checkpoints VALUES (?, ?)",
                arguments: [rows.count, checkpoint])
        }
        return queue
    }
}
