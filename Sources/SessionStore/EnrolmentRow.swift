import Foundation
import GRDB
import LoginFlow

/// How device keys were vouched for: the wallet's own statements, for whoever checks a decision that
/// such a key has signed.
enum EnrolmentRow {
    static func insert(
        _ word: [UInt8], of key: UsedStatement.DeviceKey, at now: Moment, _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO enrolments (person, kid, at, content) VALUES (?, ?, ?, ?)",
            arguments: [Data(key.person.bytes), key.kid, now.milliseconds, Data(word)])
    }

    /// The latest last.
    static func words(
        for key: UsedStatement.DeviceKey, _ database: Database
    ) throws -> [[UInt8]] {
        try Data.fetchAll(
            database,
            sql: "SELECT content FROM enrolments WHERE person = ? AND kid = ? ORDER BY at",
            arguments: [Data(key.person.bytes), key.kid]
        ).map { Array($0) }
    }

    /// The latest of them.
    static func lastWord(
        for key: UsedStatement.DeviceKey, _ database: Database
    ) throws -> [UInt8]? {
        try Data.fetchOne(
            database,
            sql: """
                SELECT content FROM enrolments WHERE person = ? AND kid = ? ORDER BY at DESC LIMIT 1
                """, arguments: [Data(key.person.bytes), key.kid]
        ).map { Array($0) }
    }

    /// Whether there is any; keys enrolled in a former schema have none.
    static func isKnown(
        _ key: UsedStatement.DeviceKey, _ database: Database
    ) throws -> Bool {
        try Row.fetchOne(
            database, sql: "SELECT 1 FROM enrolments WHERE person = ? AND kid = ?",
            arguments: [Data(key.person.bytes), key.kid]) != nil
    }
}
