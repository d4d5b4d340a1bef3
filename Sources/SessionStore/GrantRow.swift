import Foundation
import GRDB
import LoginFlow

enum GrantRow {
    static func insert(_ grant: Grant, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO grants (token, session, client, scopes, claims, expires_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            Data(grant.token.bytes), Data(grant.session.bytes), grant.clientID,
            grant.scopes.joined(separator: " "),
            Data(grant.claims), grant.expiresAt.milliseconds,
        ])
    }

    static func revoke(_ session: SessionID, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE grants SET revoked = 1 WHERE session = ?",
            arguments: [Data(session.bytes)])
    }

    static func find(_ token: Digest, _ database: Database) throws -> Grant? {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM grants WHERE token = ?",
            arguments: [Data(token.bytes)])
        return row.flatMap { row in
            guard let session = SessionID(bytes: row["session"] as Data) else { return nil }
            let scopes: String = row["scopes"]
            var grant = Grant(
                token: token, session: session, clientID: row["client"],
                scopes: scopes.split(separator: " ").map(String.init),
                claims: Array(row["claims"] as Data),
                expiresAt: Moment(milliseconds: row["expires_at"]))
            grant.isRevoked = row["revoked"]
            return grant
        }
    }
}
