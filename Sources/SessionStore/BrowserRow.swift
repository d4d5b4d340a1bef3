import Foundation
import GRDB
import LoginFlow

/// The browsers a person has logged in from.
enum BrowserRow {
    static func isKnown(
        _ browser: Digest, of person: Digest, _ database: Database
    ) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT 1 FROM known_browsers WHERE person = ? AND browser = ?")
        return try Row.fetchOne(
            statement, arguments: [Data(person.bytes), Data(browser.bytes)]) != nil
    }

    static func remember(
        _ browser: Digest, of person: Digest, now: Moment, _ database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO known_browsers (person, browser, last_at) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET last_at = excluded.last_at
                """
        ).execute(arguments: [Data(person.bytes), Data(browser.bytes), now.milliseconds])
    }
}
