import GRDB
import LoginFlow

enum SwitchRow {
    private static let counter = "switches"

    static func version(_ database: Database) throws -> Int64 {
        try SessionStore.counted(counter, database)
    }

    static func all(_ database: Database) throws -> Switches {
        let rows = try Row.fetchAll(database, sql: "SELECT * FROM switched_off")
        return Switches(version: try version(database), rows.compactMap(switchedOff))
    }

    /// - Returns: whether it was on before.
    static func insert(_ entry: SwitchedOff, _ database: Database) throws -> Bool {
        let (kind, name, kid) = columns(entry.what)
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO switched_off (kind, name, kid, since, reason)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [kind, name, kid, entry.since.milliseconds, entry.reason])
        return try hasChanged(database)
    }

    /// - Returns: whether it was off before.
    static func delete(_ what: Switchable, _ database: Database) throws -> Bool {
        let (kind, name, kid) = columns(what)
        try database.execute(
            sql: "DELETE FROM switched_off WHERE kind = ? AND name = ? AND kid = ?",
            arguments: [kind, name, kid])
        return try hasChanged(database)
    }

    private static func hasChanged(_ database: Database) throws -> Bool {
        guard database.changesCount > 0 else { return false }
        try SessionStore.count(counter, database)
        return true
    }

    private static func columns(_ what: Switchable) -> (kind: String, name: String, kid: String) {
        switch what {
        case .portal(let id): ("portal", id, "")
        case .wallet(let id): ("wallet", id, "")
        case .walletKey(let wallet, let kid): ("key", wallet, kid)
        }
    }

    private static func switchedOff(_ row: Row) -> SwitchedOff? {
        let (kind, name, kid): (String, String, String) = (row["kind"], row["name"], row["kid"])
        let what: Switchable
        switch kind {
        case "portal": what = .portal(name)
        case "wallet": what = .wallet(name)
        case "key": what = .walletKey(wallet: name, kid: kid)
        default: return nil
        }
        return SwitchedOff(
            what: what, since: Moment(milliseconds: row["since"]), reason: row["reason"])
    }
}
