import GRDB
import LoginFlow

/// The browsers a person has logged in from.
enum BrowserRow {
    static func isKnown(
        _ browser: Digest, of person: Digest, _ database: Database
    ) throws -> Bool {
        try database.integer(
            "SELECT 1 FROM known_browsers WHERE person = ? AND browser = ?",
            [.of(person), .of(browser)]) != nil
    }

    static func remember(
        _ browser: Digest, of person: Digest, now: Moment, _ database: Database
    ) throws {
        try database.run(
            """
            INSERT INTO known_browsers (person, browser, last_at) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET last_at = excluded.last_at
            """, [.of(person), .of(browser), .of(now)])
    }

    /// - Returns: how many were forgotten, at most a step of upkeep.
    static func forget(lastAt moment: Moment, _ database: Database) throws -> Int {
        try database.execute(
            sql: """
                DELETE FROM known_browsers WHERE (person, browser) IN (
                    SELECT person, browser FROM known_browsers WHERE last_at <= ? LIMIT ?)
                """, arguments: [moment.milliseconds, SessionStore.upkeepStep])
        return database.changesCount
    }
}
