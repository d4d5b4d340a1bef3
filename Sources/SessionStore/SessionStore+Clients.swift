import Foundation
import GRDB
package import LoginFlow

/// A portal that was registered by a command or by itself.
package struct RegisteredClient: Sendable, Equatable {
    package let id: String
    /// Its metadata (RFC 7591 section 2), as JSON text.
    package let registration: String
    /// Digest of its secret; `nil` where it has none.
    package let secret: Digest?
    package let createdAt: Moment

    package init(id: String, registration: String, secret: Digest?, createdAt: Moment) {
        self.id = id
        self.registration = registration
        self.secret = secret
        self.createdAt = createdAt
    }
}

extension SessionStore {
    /// Registers a portal.
    ///
    /// - Parameter most: how many there may be with it.
    /// - Throws: `crowded` when there are as many, `collision` when the id is taken.
    package func register(
        _ client: RegisteredClient, most: Int? = nil
    ) async throws(StoreFailure) {
        try await writer.commit { database, _ in
            if let most, try database.integer("SELECT count(*) FROM clients") ?? 0 >= most {
                throw StoreFailure.crowded
            }
            let isTaken =
                try Int.fetchOne(
                    database, sql: "SELECT 1 FROM clients WHERE id = ?", arguments: [client.id])
                != nil
            if isTaken { throw StoreFailure.collision }
            try database.execute(
                sql: """
                    INSERT INTO clients (id, registration, secret, created_at) VALUES (?, ?, ?, ?)
                    """,
                arguments: [
                    client.id, client.registration, client.secret.map { Data($0.bytes) },
                    client.createdAt.milliseconds,
                ])
            try Self.count("client changes", database)
        }
    }

    /// Forgets a portal with everything it was given, so that a later one under its name inherits
    /// nothing.
    ///
    /// - Returns: whether there was one.
    package func unregister(_ id: String) async throws(StoreFailure) -> Bool {
        try await writer.commit { database, _ in
            try database.execute(sql: "DELETE FROM clients WHERE id = ?", arguments: [id])
            let isGone = database.changesCount > 0
            guard isGone else { return false }
            try database.execute(
                sql: "UPDATE grants SET revoked = 1, facts = x'' WHERE client = ?", arguments: [id])
            try database.execute(
                sql: "DELETE FROM participants WHERE client = ?", arguments: [id])
            try Self.count("client changes", database)
            return isGone
        }
    }

    /// A number that differs after every change, made by this process or another.
    package func clientsVersion() async throws(StoreFailure) -> Int64 {
        try await reading { try Self.counted("client changes", $0) }
    }

    package func registeredClients() async throws(StoreFailure) -> [RegisteredClient] {
        try await reading { database in
            try Row.fetchAll(database, sql: "SELECT * FROM clients ORDER BY id").map { row in
                RegisteredClient(
                    id: row["id"], registration: row["registration"],
                    secret: (row["secret"] as Data?).flatMap { Digest(bytes: $0) },
                    createdAt: Moment(milliseconds: row["created_at"]))
            }
        }
    }
}

/// Numbers by which one process learns that another has changed something.
extension SessionStore {
    static func counted(_ name: String, _ database: Database) throws -> Int64 {
        let sql = "SELECT CAST(value AS INTEGER) FROM facts WHERE name = ?"
        return try database.integer(sql, [.of(name)]) ?? 0
    }

    static func count(_ name: String, _ database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO facts (name, value) VALUES (?, CAST('1' AS BLOB))
                ON CONFLICT DO UPDATE
                SET value = CAST(CAST(CAST(value AS INTEGER) + 1 AS TEXT) AS BLOB)
                """, arguments: [name])
    }
}
