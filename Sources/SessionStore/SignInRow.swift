import Foundation
import GRDB
import LoginFlow

enum SignInRow {
    /// Inserts it, or brings the stored one up to date.
    static func put(_ signIn: SignIn, _ database: Database) throws {
        try database.run(
            """
            INSERT INTO sign_ins (id, cookie, person, identity, requester, started_at,
                authenticated_at, last_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET cookie = excluded.cookie,
                identity = excluded.identity, requester = excluded.requester,
                authenticated_at = excluded.authenticated_at, last_at = excluded.last_at,
                expires_at = max(expires_at, excluded.expires_at)
            """,
            [
                .of(signIn.id.bytes), .of(signIn.cookie), .of(signIn.person),
                .of(signIn.identity), .of(signIn.requester), .of(signIn.startedAt),
                .of(signIn.authenticatedAt), .of(signIn.lastAt), .of(signIn.expiresAt),
            ])
    }

    static func put(
        _ participant: Participant, in signIn: SignInID, _ database: Database
    ) throws {
        try database.run(
            """
            INSERT INTO participants (sign_in, client, sid, scopes) VALUES (?, ?, ?, ?)
            ON CONFLICT (sign_in, client) DO UPDATE SET scopes = excluded.scopes
            """,
            [
                .of(signIn.bytes), .of(participant.clientID), .of(participant.sid),
                .of(participant.scopes.joined(separator: " ")),
            ])
    }

    /// The sign-in of a browser, unless somebody has signed out there.
    static func find(_ id: SignInID, _ database: Database) throws -> JoinedSignIn? {
        try find("id = ? AND detached = 0", [Data(id.bytes)], database).first
    }

    static func find(cookie: Digest, _ database: Database) throws -> JoinedSignIn? {
        try find("cookie = ?", [Data(cookie.bytes)], database).first
    }

    /// - Parameter limit: how many at most, the last used first; -1: all.
    static func find(
        _ selection: SignInSelection, limit: Int = -1, _ database: Database
    ) throws -> [JoinedSignIn] {
        switch selection {
        case .id(let id): try find("id = ?", [Data(id.bytes)], limit: limit, database)
        case .sid(let sid):
            try find(
                "detached = 0 AND id IN (SELECT sign_in FROM participants WHERE sid = ?)", [sid],
                limit: limit,
                database)
        case .person(let person, let id?):
            try find(
                "person = ? AND id = ?", [Data(person.bytes), Data(id.bytes)], limit: limit,
                database)
        case .person(let person, nil):
            try find("person = ?", [Data(person.bytes)], limit: limit, database)
        }
    }

    private static func find(
        _ condition: String, _ arguments: StatementArguments, limit: Int = -1,
        _ database: Database
    ) throws -> [JoinedSignIn] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM sign_ins WHERE \(condition) ORDER BY last_at DESC LIMIT ?")
        return try Row.fetchAll(statement, arguments: arguments + [limit]).compactMap { row in
            guard let signIn = signIn(row) else { return nil }
            return JoinedSignIn(
                signIn: signIn, participants: try participants(of: signIn.id, database))
        }
    }

    private static func signIn(_ row: Row) -> SignIn? {
        guard let id = SignInID(bytes: row["id"] as Data),
            let cookie = Digest(bytes: row["cookie"] as Data),
            let person = Digest(bytes: row["person"] as Data)
        else { return nil }
        return SignIn(
            id: id, cookie: cookie, person: person, identity: Array(row["identity"] as Data),
            requester: Array(row["requester"] as Data),
            startedAt: Moment(milliseconds: row["started_at"]),
            authenticatedAt: Moment(milliseconds: row["authenticated_at"]),
            lastAt: Moment(milliseconds: row["last_at"]),
            expiresAt: Moment(milliseconds: row["expires_at"]))
    }

    private static func participants(
        of id: SignInID, _ database: Database
    ) throws -> [Participant] {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM participants WHERE sign_in = ? ORDER BY client")
        return try Row.fetchAll(statement, arguments: [Data(id.bytes)]).map { row in
            let scopes: String = row["scopes"]
            return Participant(
                clientID: row["client"], sid: row["sid"],
                scopes: scopes.split(separator: " ").map(String.init))
        }
    }

    /// Ends it with every grant in it.
    static func end(_ id: SignInID, _ database: Database) throws {
        try GrantRow.revoke(in: id, sparingOffline: false, database)
        try database.execute(
            sql: "DELETE FROM sign_ins WHERE id = ?", arguments: [Data(id.bytes)])
    }

    /// Ends it in the browser. Where offline access was granted, that part goes on: its cookie is
    /// one that nobody has, and only those portals stay.
    static func leave(_ id: SignInID, _ database: Database) throws {
        try GrantRow.revoke(in: id, sparingOffline: true, database)
        let offline = "SELECT client FROM grants WHERE sign_in = ? AND offline = 1 AND revoked = 0"
        let key = Data(id.bytes)
        guard try String.fetchOne(database, sql: offline, arguments: [key]) != nil
        else { return try end(id, database) }
        try database.execute(
            sql: "UPDATE sign_ins SET cookie = randomblob(32), detached = 1 WHERE id = ?",
            arguments: [key])
        try database.execute(
            sql: "DELETE FROM participants WHERE sign_in = ? AND client NOT IN (\(offline))",
            arguments: [key, key])
    }
}
