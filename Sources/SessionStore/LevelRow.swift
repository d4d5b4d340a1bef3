import GRDB
import LoginFlow

/// The levels that people keep beyond one login.
enum LevelRow {
    /// - Returns: 0 where the person holds none.
    static func held(by person: Digest, at now: Moment, _ database: Database) throws -> Int {
        let level = try database.integer(
            "SELECT max(level) FROM levels WHERE person = ? AND until > ?",
            [.of(person), .of(now)])
        return level.map { Int($0) } ?? 0
    }

    static func raise(
        _ person: Digest, to level: Int, until: Moment, _ database: Database
    ) throws {
        try database.run(
            """
            INSERT INTO levels (person, level, until) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET until = max(until, excluded.until)
            """, [.of(person), .of(level), .of(until)])
    }

    static func drop(_ person: Digest, _ database: Database) throws {
        try database.run("DELETE FROM levels WHERE person = ?", [.of(person)])
    }
}
