import Foundation
import GRDB
import LoginFlow

enum DeviceRow {
    static func find(_ key: UsedStatement.DeviceKey, _ database: Database) throws -> Device? {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM devices WHERE person = ? AND kid = ? AND revoked_at IS NULL")
        let row = try Row.fetchOne(statement, arguments: [Data(key.person.bytes), key.kid])
        return row.map { row in
            let attests: String = row["attests"]
            return Device(
                person: key.person, kid: key.kid, wallet: row["wallet"],
                deviceID: row["device_id"], jwk: row["jwk"],
                attests: attests.split(separator: " ").map(String.init))
        }
    }

    static func isEnrolled(
        _ key: UsedStatement.DeviceKey, _ database: Database
    ) throws -> Bool {
        try find(key, database) != nil
    }

    /// Whether the key was enrolled for this person before, revoked or not.
    static func isRevoked(
        _ key: UsedStatement.DeviceKey, _ database: Database
    ) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT 1 FROM devices WHERE person = ? AND kid = ? AND revoked_at IS NOT NULL")
        return try Row.fetchOne(statement, arguments: [Data(key.person.bytes), key.kid]) != nil
    }

    static func insert(_ device: Device, now: Moment, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO devices (person, kid, wallet, device_id, jwk, attests, enrolled_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            Data(device.person.bytes), device.kid, device.wallet, device.deviceID, device.jwk,
            device.attests.joined(separator: " "), now.milliseconds,
        ])
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
                UPDATE devices SET revoked_at = ?
                WHERE person = ? AND kid = ? AND revoked_at IS NULL
                """,
            arguments: [now.milliseconds, Data(key.person.bytes), key.kid])
    }
}
