import Foundation
import GRDB
import LoginFlow

/// The levels that people keep beyond one login.
enum LevelRow {
    /// - Returns: 0 where the person holds none.
    static func held(by person: Digest, at now: Moment, _ database: Database) throws -> Int {
        let statement = try database.cachedStatement(
            sql: "SELECT max(level) FROM levels WHERE person = ? AND until > ?")
        return try Int.fetchOne(
            statement, arguments: [Data(person.bytes), now.milliseconds]) ?? 0
    }

    static func raise(
        _ person: Digest, to level: Int, until: Moment, _ database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO levels (person, level, until) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET until = max(until, excluded.until)
                """
        ).execute(arguments: [Data(person.bytes), level, until.milliseconds])
    }

    static func drop(_ person: Digest, _ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM levels WHERE person = ?")
            .execute(arguments: [Data(person.bytes)])
    }
}
