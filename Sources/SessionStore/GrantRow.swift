import Foundation
import GRDB
import LoginFlow

enum GrantRow {
    static func insert(_ grant: Grant, _ database: Database) throws {
        try database.run(
            """
            INSERT INTO grants (id, session, sign_in, client, scopes, facts, key, offline,
                expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .of(grant.id.bytes), .of(grant.session.bytes), .of(grant.signIn.bytes),
                .of(grant.clientID), .of(grant.scopes.joined(separator: " ")), .of(grant.facts),
                .of(grant.keyThumbprint), .of(grant.isOffline), .of(grant.expiresAt),
            ])
    }

    static func find(_ id: GrantID, _ database: Database) throws -> Grant? {
        let statement = try database.cachedStatement(sql: "SELECT * FROM grants WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [Data(id.bytes)]).flatMap(grant)
    }

    private static func grant(_ row: Row) -> Grant? {
        guard let id = GrantID(bytes: row["id"] as Data),
            let session = SessionID(bytes: row["session"] as Data),
            let signIn = SignInID(bytes: row["sign_in"] as Data)
        else { return nil }
        let scopes: String = row["scopes"]
        var grant = Grant(
            id: id, session: session, signIn: signIn, clientID: row["client"],
            scopes: scopes.split(separator: " ").map(String.init),
            facts: Array(row["facts"] as Data), keyThumbprint: row["key"],
            isOffline: row["offline"], expiresAt: Moment(milliseconds: row["expires_at"]))
        grant.isRevoked = row["revoked"]
        return grant
    }

    /// Lets a grant and its sign-in live on with a new refresh token.
    static func extend(_ grant: Grant, until expiry: Moment, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE grants SET expires_at = max(expires_at, ?) WHERE id = ?",
            arguments: [expiry.milliseconds, Data(grant.id.bytes)])
        try database.execute(
            sql: "UPDATE sign_ins SET expires_at = max(expires_at, ?) WHERE id = ?",
            arguments: [expiry.milliseconds, Data(grant.signIn.bytes)])
    }

    /// What is revoked stays until its last token has run out, so that a use of one is recognised, but
    /// forgets whom it was about.
    static func revoke(_ id: GrantID, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE grants SET revoked = 1, facts = x'' WHERE id = ?",
            arguments: [Data(id.bytes)])
    }

    static func revoke(session: SessionID, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE grants SET revoked = 1, facts = x'' WHERE session = ?",
            arguments: [Data(session.bytes)])
    }

    static func revoke(
        in signIn: SignInID, sparingOffline: Bool, _ database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE grants SET revoked = 1, facts = x'' WHERE sign_in = ? AND offline <= ?",
            arguments: [Data(signIn.bytes), sparingOffline ? 0 : 1])
    }
}

enum RefreshTokenRow {
    static func insert(_ token: RefreshToken, of grant: GrantID, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO refresh_tokens (digest, grant_id, expires_at) VALUES (?, ?, ?)",
            arguments: [
                Data(token.digest.bytes), Data(grant.bytes), token.expiresAt.milliseconds,
            ])
    }

    static func find(
        _ digest: Digest, _ database: Database
    ) throws -> (token: RefreshToken, grant: Grant)? {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM refresh_tokens WHERE digest = ?",
            arguments: [Data(digest.bytes)])
        guard let row, let id = GrantID(bytes: row["grant_id"] as Data),
            let grant = try GrantRow.find(id, database)
        else { return nil }
        var token = RefreshToken(
            digest: digest, expiresAt: Moment(milliseconds: row["expires_at"]))
        token.isUsed = row["used"]
        return (token, grant)
    }

    static func use(_ digest: Digest, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE refresh_tokens SET used = 1 WHERE digest = ?",
            arguments: [Data(digest.bytes)])
    }
}
