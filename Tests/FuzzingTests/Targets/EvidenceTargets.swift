import AuditChain
import Foundation
import GRDB
import LoginFlow
import StrictJSON

@testable import Audit
@testable import SessionStore

extension FuzzTarget {
    /// The file about one login, shown to somebody who has nothing but the broker's public key.
    static let evidence = FuzzTarget(
        "evidence", [TrailExample.evidence.serializedText()],
        words: [
            #"{"sequence""#, "},{",
            #""from":null,"#, #""evidence":"","#, #""decisions":[{}],"#, #""rows":[],"#,
            #""path":[],"#, "AAAA",
            #"{"sequence":1,"salt":"","statement":"","thumbprint":"","key":{}}"#, "redeemed",
            "denied",
        ], oneSeedIn: 3
    ) { input in
        guard let file = try? JSONValue(parsing: input), let keys = TrailExample.keys
        else { return .refused }
        do {
            let report = try EvidenceCheck(keys: keys, walletKeys: nil).check(file)
            try demand(report.session == file["session"]?.string, "about the login that it names")
            try demand(report.issuer == SignedFixture.issuer, "by the broker that signed it")
            let own = TrailExample.rows.filter { $0.row.session == TrailExample.sessions[0] }
            try demand((1...own.count).contains(report.rows), "no row more than there are")
            let last = own[report.rows - 1].row
            try demand(
                report.status == last.to && report.at == last.at && report.client == last.client,
                "the rows are those that were signed: \(report)")
            try demand(
                report.decisions.isEmpty && report.committed == 0, "nobody signed a decision")
            return .taken
        } catch let fault as EvidenceCheck.Fault {
            try demand(!fault.text.isEmpty, "it is said what is wrong")
            return .refused
        }
    }

    /// A trail in which somebody has changed what he liked, who can write the file. Each four bytes are
    /// one change: the table, the row, the column, and by what it is replaced.
    static let trail = FuzzTarget(
        "trail", ["", "\u{1}\u{1}\u{1}"], words: ["\u{0}\u{2}\u{5}\u{3}", "\u{1}\u{0}\u{0}\u{0}"],
        oneSeedIn: 4
    ) { input in
        guard let keys = TrailExample.keys else { return .refused }
        let queue = try TrailExample.database()
        try queue.write { database in
            for start in stride(from: 0, to: min(input.count, 64) - 3, by: 4) {
                try change(Array(input[start..<start + 4]), database)
            }
        }
        return try queue.read { database in
            let trail = try TrailRows(database)
            let report = try TrailCheck.check(trail, keys: keys)
            var rows: [HashedRow] = []
            try trail.forEach { rows.append($0) }
            guard report.fault == nil else {
                let signed = try trail.checkpoints()
                let isSame =
                    rows == TrailExample.rows
                    && signed.map(\.statement) == [TrailExample.checkpoint]
                    && signed.map(\.size) == [Int64(rows.count)]
                try demand(!isSame, "a fault of a trail that nobody touched: \(report)")
                return .refused
            }
            guard report.signedRows > 0 else { return .refused }
            try demand(
                Array(rows.prefix(TrailExample.rows.count)) == TrailExample.rows,
                "a trail without fault is the one that was signed")
            for session in TrailExample.sessions { _ = try trail.rows(of: session) }
            _ = try trail.statement(of: 1)
            return .taken
        }
    }

    private static let columns: [String: [String]] = [
        "audit_trail": [
            "sequence", "session", "version", "at", "from_status", "to_status", "cause", "reason",
            "client", "wallet", "hash", "evidence",
        ], "audit_checkpoints": ["size", "statement"],
        "audit_evidence": ["sequence", "person", "content"],
    ]

    private static func change(_ bytes: [UInt8], _ database: Database) throws {
        let table = columns.keys.sorted()[Int(bytes[0]) % 3]
        let column = columns[table, default: []][Int(bytes[2]) % columns[table, default: []].count]
        let values = [
            "NULL", "-1", "0", "1", "2.5", "9223372036854775807", "''", "'x'", "x''", "x'00FF'",
            "hash",
            "zeroblob(32)", "rowid", "'waiting'", "(SELECT max(rowid) FROM \(table))",
        ]
        let value = values[Int(bytes[3]) % values.count]
        let row = "rowid = 1 + \(bytes[1] % 7)"
        switch bytes[3] / 32 {
        case 7: try database.execute(sql: "DELETE FROM \(table) WHERE \(row)")
        case 6:
            try database.execute(sql: "INSERT INTO \(table) SELECT * FROM \(table) WHERE \(row)")
        case 5 where table == "audit_evidence":
            let person = ["hash", "rowid"].contains(value) ? "1" : value
            try database.execute(sql: "INSERT INTO audit_evidence VALUES (1, \(person), NULL)")
        default:
            let isNone = value == "hash" && table != "audit_trail"
            try database.execute(
                sql: "UPDATE \(table) SET \(column) = \(isNone ? "1" : value) WHERE \(row)")
        }
    }
}
