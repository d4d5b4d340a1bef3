import Foundation
import GRDB
import LoginFlow

enum DeliveryRow {
    static func insert(_ delivery: Delivery, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO deliveries (id, kind, client, content, next_at, give_up_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Data(delivery.id), delivery.kind.rawValue, delivery.clientID,
                Data(delivery.content), delivery.nextAt?.milliseconds,
                delivery.giveUpAt.milliseconds,
            ])
    }

    static func due(at now: Moment, limit: Int, _ database: Database) throws -> [Delivery] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM deliveries WHERE next_at <= ? ORDER BY next_at LIMIT ?")
        return try Row.fetchAll(statement, arguments: [now.milliseconds, limit]).compactMap { row in
            guard let kind = Delivery.Kind(rawValue: row["kind"]) else { return nil }
            var delivery = Delivery(
                id: Array(row["id"] as Data), kind: kind, clientID: row["client"],
                content: Array(row["content"] as Data),
                nextAt: Moment(milliseconds: row["next_at"]),
                giveUpAt: Moment(milliseconds: row["give_up_at"]))
            delivery.attempts = row["attempts"]
            return delivery
        }
    }

    /// What was waiting for an outcome is due now.
    static func release(_ id: [UInt8], at now: Moment, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE deliveries SET next_at = ? WHERE id = ? AND next_at IS NULL",
            arguments: [now.milliseconds, Data(id)])
    }

    static func postpone(_ id: [UInt8], until next: Moment, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE deliveries SET next_at = ?, attempts = attempts + 1 WHERE id = ?",
            arguments: [next.milliseconds, Data(id)])
    }

    static func delete(_ id: [UInt8], _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM deliveries WHERE id = ?", arguments: [Data(id)])
    }
}
