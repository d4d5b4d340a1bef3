import Crypto
import Foundation
import GRDB
import Testing

/// Reads and checks the audit trail with nothing of the store's own code: a second opinion on
/// what stands under each hash.
enum AuditReader {
    static func rows(_ fixture: StoreFixture) throws -> [Row] {
        try fixture.elsewhere {
            try Row.fetchAll($0, sql: "SELECT * FROM audit_trail ORDER BY sequence")
        }
    }

    /// The first sequence number at which the chain does not hold; `nil` when it holds.
    static func firstBreak(_ rows: [Row]) -> Int64? {
        var hash = Data(repeating: 0, count: 32)
        for (index, row) in rows.enumerated() {
            let sequence: Int64 = row["sequence"]
            guard sequence == Int64(index + 1) else { return sequence }
            hash = Data(SHA256.hash(data: hash + text(row)))
            guard row["hash"] as Data == hash else { return sequence }
        }
        return nil
    }

    private static func text(_ row: Row) -> Data {
        let columns = [
            "sequence", "version", "at", "from_status", "to_status", "cause", "reason", "client",
            "wallet",
        ]
        var data = columns.reduce(into: row["session"] as Data) { data, column in
            let text = (row[column] as DatabaseValue).storage.text
            data += Data("\(text.utf8.count):\(text)".utf8)
        }
        if let evidence = row["evidence"] as Data? { data += Data("32:".utf8) + evidence }
        return data
    }

    /// INV-10: every transition once, in order, each login session's versions without a gap.
    static func expectChain(_ fixture: StoreFixture) throws {
        let rows = try rows(fixture)
        #expect(firstBreak(rows) == nil)
        for (_, ofOne) in Dictionary(grouping: rows, by: { $0["session"] as Data }) {
            #expect(ofOne.map { $0["version"] as Int64 } == Array(1...Int64(ofOne.count)))
            #expect(ofOne[0]["from_status"] as String? == nil)
            for (row, next) in zip(ofOne, ofOne.dropFirst()) {
                #expect(row["to_status"] as String == next["from_status"])
            }
        }
        let stored = try fixture.elsewhere {
            try Int.fetchOne($0, sql: "SELECT coalesce(sum(version), 0) FROM login_sessions")
        }
        #expect(stored == rows.count)
    }
}

extension DatabaseValue.Storage {
    /// As the chain spells it; absent is empty.
    fileprivate var text: String {
        switch self {
        case .null: ""
        case .int64(let number): String(number)
        case .double(let number): "\(number)"
        case .string(let text): text
        case .blob(let data): "\(data)"
        }
    }
}
