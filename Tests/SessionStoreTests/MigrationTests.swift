import Foundation
import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// A database that the first version of the program has left, with people in the middle of a login.
@Suite struct MigrationTests {
    let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
        try fixture.elsewhere { database in
            try database.execute(sql: Migrations.loginSessions001)
            try database.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL)")
            try database.execute(
                sql: "INSERT INTO grdb_migrations VALUES ('001-login-sessions')")
            try Self.leaveBehind(database)
        }
    }

    /// Rows to the letter as the first version wrote them.
    private static func leaveBehind(_ database: Database) throws {
        let request = """
            {"client":"portal","redirect_uri":"https://portal.example/cb","purpose":"login",\
            "wallets":["one","two"],"scopes":[{"name":"email","required":true}],"state":"s1",\
            "locales":["zh-CN"]}
            """
        let policy = """
            {"asks":["consent"],"face":{"provider":"attested","tries":3},"number_match":"risk",\
            "user_code":true,"rotation":2,"lifetimes":[120,120,120,60,600]}
            """
        try database.execute(
            sql: """
                INSERT INTO login_sessions (id, version, status, deadline, created_at, code_epoch,
                    poll_digest, scan_digest, user_code_digest, code_digest, request, policy,
                    requester)
                VALUES (?, 1, 'waiting', ?, ?, 1, ?, ?, ?, ?, ?, ?, x'07')
                """,
            arguments: [
                SessionID(number: 1).data, after(120_000).milliseconds, created.milliseconds,
                Data(Digest(1).bytes), Data(Digest(2).bytes), Data(Digest(3).bytes),
                Data(Digest(4).bytes), request, policy,
            ])
        try database.execute(
            sql: """
                INSERT INTO grants (token, session, client, scopes, claims, expires_at)
                VALUES (?, ?, 'portal', 'openid', x'00', ?)
                """,
            arguments: [
                Data(Digest(5).bytes), SessionID(number: 2).data, after(600_000).milliseconds,
            ])
        try database.execute(
            sql: "INSERT INTO statements VALUES (?, ?)",
            arguments: [Data(Digest(6).bytes), after(60_000).milliseconds])
        try database.execute(
            sql: "INSERT INTO facts VALUES ('key check', ?)", arguments: [Data(Digest(200).bytes)])
    }

    @Test func theLoginGoesOnToItsEnd() async throws {
        let store = try fixture.open()
        let session = try #require(try await store.read(SessionID(number: 1))?.session)
        #expect(session.state == .waiting(until: after(120_000)))
        #expect(session.request.scopes == [ScopeRequest(name: "email", isRequired: true)])
        #expect(session.request.locales == ["zh-CN"])
        #expect(session.request.channel == .page)
        #expect(session.policy.singleSignOn == 0)
        #expect(try await store.scan(1) == nil)
        let refusal = try await store.apply(1) { session, now throws(Refusal) in
            var answers = Answers()
            answers.scopes = ["email"]
            try session.confirm(by: .phone, answers: answers, at: now)
        }
        #expect(refusal == nil)
        #expect(try await store.redeem(1) == nil)
        #expect(try await store.read(code: Digest(4))?.session.state == .redeemed)
    }

    @Test func whatTheRedemptionGivesHasItsTables() async throws {
        let store = try fixture.open()
        let signIn = try await store.signIn(1)
        try await store.apply(
            .issueGrant(.new(1, isOffline: true), .new(1)), .deliver(.new(1)))
        #expect(try await store.find(1)?.signIn == signIn)
        #expect(try await store.grant(refreshToken: RefreshToken.new(1).digest) != nil)
        #expect(try await store.dueDeliveries(at: created, limit: 9).count == 1)
        #expect(try await store.clientsVersion() == 0)
        let person = Digest(1)
        try await store.apply(.raiseLevel(person: person, level: 3, until: after(60_000)))
        let held = try await store.change(.id(SessionID(number: 9))) {
            try $0.heldLevel(of: person)
        }
        #expect(held == 3)
        #expect(try await !store.prune(at: created))
    }

    @Test func grantsOfTheFormerFormAreGoneAndNothingElse() async throws {
        let store = try fixture.open()
        let counts = try await ["grants", "statements", "login_sessions"].asyncMap { table in
            try await store.pool.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")
            }
        }
        #expect(counts == [0, 1, 1])
        let used = UsedStatement(digest: Digest(6), forgetAt: after(60_000), deviceKey: nil)
        #expect(try await store.useUp(used).isReplayed)
    }

    @Test func itStillBelongsToItsKeyFile() throws {
        #expect(throws: StoreOpeningFailure.otherKeyFile) {
            _ = try fixture.open(keyCheck: Digest(201))
        }
    }
}
