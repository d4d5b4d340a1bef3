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

    /// - Parameter busy: portals that have enough to hear at the moment.
    static func due(
        at now: Moment, limit: Int, sparing busy: [String], _ database: Database
    ) throws -> [Delivery] {
        let places = busy.map { _ in "?" }.joined(separator: ", ")
        let statement = try database.cachedStatement(
            sql: """
                SELECT * FROM deliveries WHERE next_at <= ? AND client NOT IN (\(places))
                ORDER BY next_at LIMIT ?
                """)
        let arguments = [now.milliseconds] + StatementArguments(busy) + [limit]
        return try Row.fetchAll(statement, arguments: arguments).compactMap(delivery)
    }

    static func all(_ database: Database) throws -> [Delivery] {
        try Row.fetchAll(database, sql: "SELECT * FROM deliveries").compactMap(delivery)
    }

    private static func delivery(_ row: Row) -> Delivery? {
        guard let kind = Delivery.Kind(rawValue: row["kind"]) else { return nil }
        var delivery = Delivery(
            id: Array(row["id"] as Data), kind: kind, clientID: row["client"],
            content: Array(row["content"] as Data),
            nextAt: (row["next_at"] as Int64?).map { Moment(milliseconds: $0) },
            giveUpAt: Moment(milliseconds: row["give_up_at"]))
        delivery.attempts = row["attempts"]
        return delivery
    }

    /// What was waiting for an outcome is due now.
    static func release(_ id: [UInt8], at now: Moment, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE deliveries SET next_at = ? WHERE id = ? AND next_at IS NULL",
            arguments: [now.milliseconds, Data(id)])
    }

    static func postpone(_ id: [UInt8], until next: Moment, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE deliveries SET attempts = attempts + 1, next_at = ? WHERE id = ?",
            arguments: [next.milliseconds, Data(id)])
    }

    /// A portal that is out of reach for one message will not hear the others now.
    static func postponeAll(
        with delivery: Delivery, until next: Moment, now: Moment, _ database: Database
    ) throws {
        try postpone(delivery.id, until: next, database)
        try database.execute(
            sql: "UPDATE deliveries SET next_at = ? WHERE client = ? AND next_at <= ?",
            arguments: [next.milliseconds, delivery.clientID, now.milliseconds])
    }

    static func delete(_ id: [UInt8], _ database: Database) throws {
        try database.execute(
            sql: "DELETE FROM deliveries WHERE id = ?", arguments: [Data(id)])
    }
}
