import AuditChain
import Foundation
import GRDB

/// What somebody who owns the database file does to the audit trail in it, and what
/// `qrbroker audit verify` has to say then.
struct TrailForgery: Sendable {
    let name: String
    /// SQL, run with the triggers gone that would stop a careless one.
    let edit: String
    /// Whether every hash is made anew afterwards, so that the chain is whole.
    var isHashedAnew = false
    /// Whether the verifier has the checkpoints that were kept elsewhere.
    var isCompared = false
    /// 3: something is wrong; 4: nothing was ever signed; 0: all is right.
    var expected: Int32 = 3

    /// - Parameters:
    ///   - first: rows under the first of two checkpoints.
    ///   - last: rows under the second; there are some more that nobody has signed yet.
    static func all(first: Int64, last: Int64) -> [TrailForgery] {
        edits + [
            TrailForgery(
                name: "another portal, and all hashes anew",
                edit: "UPDATE audit_trail SET client = 'another' WHERE sequence = 1",
                isHashedAnew: true),
            TrailForgery(
                name: "a row less, and numbers and hashes anew",
                edit: """
                    DELETE FROM audit_trail WHERE sequence = 2;
                    UPDATE audit_trail SET sequence = -sequence WHERE sequence > 2;
                    UPDATE audit_trail SET sequence = -sequence - 1 WHERE sequence < 0;
                    """, isHashedAnew: true),
            TrailForgery(
                name: "signed rows cut off",
                edit: "DELETE FROM audit_trail WHERE sequence >= \(last)"),
            TrailForgery(
                name: "signed rows cut off with their checkpoint, the former one being kept",
                edit: cut(to: first), expected: 0),
            TrailForgery(
                name: "the same, compared with checkpoints kept elsewhere", edit: cut(to: first),
                isCompared: true),
            TrailForgery(
                name: "no checkpoint left", edit: "DELETE FROM audit_checkpoints", expected: 4),
            TrailForgery(
                name: "no checkpoint left, compared with those kept elsewhere",
                edit: "DELETE FROM audit_checkpoints", isCompared: true),
            TrailForgery(
                name: "rows cut off that nobody has signed yet",
                edit: "DELETE FROM audit_trail WHERE sequence > \(last)", isCompared: true,
                expected: 0),
        ]
    }

    private static let edits = [
        ("another ending", "UPDATE audit_trail SET to_status = 'denied' WHERE sequence = 2"),
        ("another time", "UPDATE audit_trail SET at = at - 60000 WHERE sequence = 2"),
        ("another portal", "UPDATE audit_trail SET client = 'another' WHERE sequence = 1"),
        ("a row less", "DELETE FROM audit_trail WHERE sequence = 2"),
        ("another hash", "UPDATE audit_trail SET hash = zeroblob(32) WHERE sequence = 3"),
    ].map { TrailForgery(name: $0, edit: $1) }

    private static func cut(to size: Int64) -> String {
        """
        DELETE FROM audit_trail WHERE sequence > \(size);
        DELETE FROM audit_checkpoints WHERE size > \(size);
        """
    }

    /// Makes an edited copy.
    func copy(_ database: String, to path: String) throws {
        let original = try DatabaseQueue(path: database)
        try original.vacuum(into: path)
        try original.close()
        let copy = try DatabaseQueue(path: path)
        try copy.write { database in
            let triggers = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers {
                try database.execute(sql: "DROP TRIGGER \(trigger.quotedDatabaseIdentifier)")
            }
            try database.execute(sql: edit)
            if isHashedAnew { try Self.hashAnew(database) }
        }
        try copy.close()
    }

    private static func hashAnew(_ database: Database) throws {
        var hash = ChainStart.hash
        for row in try Row.fetchAll(
            database, sql: "SELECT * FROM audit_trail ORDER BY sequence")
        {
            let (session, evidence): (Data, Data?) = (row["session"], row["evidence"])
            let found = AuditRow(
                sequence: row["sequence"], session: Array(session), version: row["version"],
                at: row["at"], from: row["from_status"], to: row["to_status"],
                cause: row["cause"], reason: row["reason"], client: row["client"],
                wallet: row["wallet"], evidence: evidence.map { Array($0) })
            hash = found.hash(after: hash)
            try database.execute(
                sql: "UPDATE audit_trail SET hash = ? WHERE sequence = ?",
                arguments: [Data(hash), found.sequence])
        }
    }
}
