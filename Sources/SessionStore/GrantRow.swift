import Foundation
import GRDB
import LoginFlow

enum GrantRow {
    static func insert(_ grant: Grant, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO grants (session, client, scopes, claims, expires_at)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            Data(grant.session.bytes), grant.clientID, grant.scopes.joined(separator: " "),
            Data(grant.claims), grant.expiresAt.milliseconds,
        ])
    }

    static func revoke(_ session: SessionID, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE grants SET revoked = 1 WHERE session = ?",
            arguments: [Data(session.bytes)])
    }

    static func find(_ session: SessionID, _ database: Database) throws -> Grant? {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM grants WHERE session = ?",
            arguments: [Data(session.bytes)])
        return row.map { row in
            let scopes: String = row["scopes"]
            var grant = Grant(
                session: session, clientID: row["client"],
                scopes: scopes.split(separator: " ").map(String.init),
                claims: Array(row["claims"] as Data),
                expiresAt: Moment(milliseconds: row["expires_at"]))
            grant.isRevoked = row["revoked"]
            return grant
        }
    }
}
