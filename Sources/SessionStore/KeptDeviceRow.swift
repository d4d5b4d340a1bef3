import Foundation
import GRDB
import LoginFlow

extension DeviceRow {
    /// Every device of a person, revoked ones too, the first enrolled first.
    static func kept(
        of person: LoginFlow.Digest, _ database: Database
    ) throws -> [KeptDevice] {
        try kept("", "enrolled_at, kid", -1, of: person, database) {
            try EnrolmentRow.words(for: $0, database)
        }
    }

    /// The devices that may sign for a person now, each with the last word for it.
    ///
    /// - Parameter limit: how many at most, the last used first.
    static func signing(
        for person: LoginFlow.Digest, limit: Int, _ database: Database
    ) throws -> [KeptDevice] {
        try kept(
            "AND revoked_at IS NULL", "last_at DESC, enrolled_at DESC, kid", limit, of: person,
            database
        ) { try EnrolmentRow.lastWord(for: $0, database).map { [$0] } ?? [] }
    }

    private static func kept(
        _ condition: String, _ order: String, _ limit: Int, of person: LoginFlow.Digest,
        _ database: Database, words: (UsedStatement.DeviceKey) throws -> [[UInt8]]
    ) throws -> [KeptDevice] {
        try Row.fetchAll(
            database,
            sql: "SELECT * FROM devices WHERE person = ? \(condition) ORDER BY \(order) LIMIT ?",
            arguments: [Data(person.bytes), limit]
        ).map { row in
            let device = device(row, of: person)
            let key = UsedStatement.DeviceKey(person: person, kid: device.kid)
            return KeptDevice(
                device: device, enrolledAt: Moment(milliseconds: row["enrolled_at"]),
                lastAt: Moment(milliseconds: row["last_at"]),
                revokedAt: (row["revoked_at"] as Int64?).map { Moment(milliseconds: $0) },
                lastUse: (row["last_use"] as Data?).map { Array($0) },
                words: try words(key))
        }
    }
}
