import Crypto
import Foundation
import GRDB
import LoginFlow

enum DeviceRow {
    static func find(_ key: UsedStatement.DeviceKey, _ database: Database) throws -> Device? {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM devices WHERE person = ? AND kid = ? AND revoked_at IS NULL")
        let row = try Row.fetchOne(statement, arguments: [Data(key.person.bytes), key.kid])
        return row.map { device($0, of: key.person) }
    }

    static func device(_ row: Row, of person: LoginFlow.Digest) -> Device {
        let attests: String = row["attests"]
        return Device(
            person: person, kid: row["kid"], wallet: row["wallet"],
            deviceID: row["device_id"], jwk: row["jwk"],
            attests: attests.split(separator: " ").map(String.init))
    }

    static func isEnrolled(
        _ key: UsedStatement.DeviceKey, _ database: Database
    ) throws -> Bool {
        try database.integer(
            "SELECT 1 FROM devices WHERE person = ? AND kid = ? AND revoked_at IS NULL",
            [.of(key.person), .of(key.kid)]) != nil
    }

    /// Whether the key was enrolled for this person before, revoked or not.
    static func isRevoked(
        _ key: UsedStatement.DeviceKey, _ database: Database
    ) throws -> Bool {
        try database.integer(
            """
            SELECT 1 FROM devices WHERE person = ? AND kid = ? AND revoked_at IS NOT NULL
            UNION ALL SELECT 1 FROM revoked_keys WHERE digest = ?
            """, [.of(key.person), .of(key.kid), .of(mark(of: key))]) != nil
    }

    static func insert(_ device: Device, now: Moment, _ database: Database) throws {
        try database.run(
            """
            INSERT INTO devices (person, kid, wallet, device_id, jwk, attests, enrolled_at, last_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .of(device.person), .of(device.kid), .of(device.wallet), .of(device.deviceID),
                .of(device.jwk), .of(device.attests.joined(separator: " ")), .of(now), .of(now),
            ])
    }

    /// Days are enough to know which devices nobody has any more, and cost no write for each login.
    static func noteUse(
        of key: UsedStatement.DeviceKey, at now: Moment, _ database: Database
    ) throws {
        try database.run(
            "UPDATE devices SET last_at = ? WHERE person = ? AND kid = ? AND last_at <= ?",
            [.of(now), .of(key.person), .of(key.kid), .of(now.milliseconds - 86_400_000)])
    }

    /// Keeps what the key has decided, in the place of what it decided before.
    static func noteUse(
        _ sealed: [UInt8], of key: UsedStatement.DeviceKey, _ database: Database
    ) throws {
        try database.run(
            "UPDATE devices SET last_use = ? WHERE person = ? AND kid = ?",
            [.of(sealed), .of(key.person), .of(key.kid)])
    }

    /// What is left of a revoked key when its device is forgotten, so that it never comes back. The
    /// digest of the person is a keyed one, so nobody finds the key by trying.
    private static func mark(of key: UsedStatement.DeviceKey) -> [UInt8] {
        Array(SHA256.hash(data: key.person.bytes + Array(key.kid.utf8)))
    }

    /// - Returns: how many were forgotten, at most a step of upkeep.
    static func forget(lastAt moment: Moment, _ database: Database) throws -> Int {
        try forget(
            where: "last_at <= ? LIMIT ?", [moment.milliseconds, SessionStore.upkeepStep],
            database)
    }

    /// Forgets devices with how they were vouched for, but for the marks of revoked keys.
    ///
    /// - Parameter condition: which ones, in SQL.
    /// - Returns: how many.
    static func forget(
        where condition: String, _ arguments: StatementArguments, _ database: Database
    ) throws -> Int {
        let found = try Row.fetchAll(
            database, sql: "SELECT person, kid, revoked_at FROM devices WHERE \(condition)",
            arguments: arguments)
        for row in found {
            guard let person = LoginFlow.Digest(bytes: row["person"] as Data) else { continue }
            let key = UsedStatement.DeviceKey(person: person, kid: row["kid"])
            if row["revoked_at"] as Int64? != nil {
                try database.run(
                    "INSERT OR IGNORE INTO revoked_keys (digest) VALUES (?)", [.of(mark(of: key))])
            }
            let name: StatementArguments = [Data(person.bytes), key.kid]
            for table in ["enrolments", "devices"] {
                try database.execute(
                    sql: "DELETE FROM \(table) WHERE person = ? AND kid = ?", arguments: name)
            }
        }
        return found.count
    }

    static func update(_ device: Device, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE devices SET attests = ? WHERE person = ? AND kid = ?",
            arguments: [
                device.attests.joined(separator: " "), Data(device.person.bytes), device.kid,
            ])
    }

    static func revoke(
        _ key: UsedStatement.DeviceKey, now: Moment, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE devices SET revoked_at = ?1, last_at = ?1, last_use = NULL
                WHERE person = ?2 AND kid = ?3 AND revoked_at IS NULL
                """,
            arguments: [now.milliseconds, Data(key.person.bytes), key.kid])
    }
}
