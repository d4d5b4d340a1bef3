import AuditChain
import Foundation
import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// A database of the third schema, with a past, is opened by today's program.
@Suite struct EvidenceMigrationTests {
    let fixture: StoreFixture

    init() throws {
        fixture = try StoreFixture()
        try fixture.elsewhere { database in
            try database.execute(sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL)")
            for migration in Migrations.all.prefix(3) {
                try database.execute(sql: migration.sql)
                try database.execute(
                    sql: "INSERT INTO grdb_migrations VALUES (?)", arguments: [migration.name])
            }
            try Self.leaveBehind(database)
        }
    }

    private static func leaveBehind(_ database: Database) throws {
        var hash = ChainStart.hash
        for number in Int64(1)...5 {
            let row = AuditRow(
                sequence: number, session: SessionID(number: Int(number)).bytes, version: 1,
                at: created.milliseconds, from: nil, to: "waiting", cause: "create", reason: nil,
                client: "portal", wallet: nil, evidence: nil)
            hash = row.hash(after: hash)
            try database.execute(
                sql: """
                    INSERT INTO audit_trail VALUES (?, ?, 1, ?, NULL, 'waiting', 'create', NULL,
                        'portal', NULL, ?)
                    """,
                arguments: [number, Data(row.session), created.milliseconds, Data(hash)])
        }
        for (kid, revoked) in [("used", nil), ("lost", after(7_000).milliseconds)] {
            try database.execute(
                sql: "INSERT INTO devices VALUES (?, ?, 'one', 'd', '{}', 'pin', ?, ?)",
                arguments: [Data(Digest(1).bytes), kid, after(5_000).milliseconds, revoked])
        }
        for (number, revoked) in [(1, 0), (2, 1)] {
            try database.execute(
                sql: """
                    INSERT INTO grants VALUES (?, ?, ?, 'portal', 'openid', x'0102', NULL, 0, ?, ?)
                    """,
                arguments: [
                    Data(GrantID(number: number).bytes), SessionID(number: number).data,
                    SessionID(number: 9).data, after(600_000).milliseconds, revoked,
                ])
        }
    }

    @Test func theTrailGoesOnWhereItWas() async throws {
        let store = try fixture.open()
        try await store.create(20)
        let rows = try AuditReader.rows(fixture)
        #expect(rows.count == 6)
        #expect(AuditReader.firstBreak(rows) == nil)
        #expect(rows.allSatisfy { $0["evidence"] as Data? == nil })
    }

    @Test func aRevokedGrantForgetsWhomItWasAbout() async throws {
        let store = try fixture.open()
        #expect(try await store.grant(GrantID(number: 1))?.facts == [1, 2])
        #expect(try await store.grant(GrantID(number: 2))?.facts == [])
        try await store.revoke(GrantID(number: 1))
        #expect(try await store.grant(GrantID(number: 1))?.facts == [])
    }

    @Test func devicesWereLastUsedWhenSomethingIsKnownOfThem() async throws {
        let store = try fixture.open()
        let rows = try await store.rows(of: PersonKey(person: Digest(1), subjectMarks: []))
        #expect(rows.devices.map(\.device.kid) == ["lost", "used"])
        #expect(rows.devices.map(\.lastAt) == [after(7_000), after(5_000)])
        #expect(rows.devices.allSatisfy { $0.words.isEmpty })
    }

    /// Former versions left what they deleted in the pages.
    @Test func onlyANewDatabaseHasCleanPages() async throws {
        func isClean(_ store: SessionStore) async throws -> Bool {
            try await store.pool.read {
                try Int.fetchOne($0, sql: "SELECT 1 FROM facts WHERE name = 'clean pages'") != nil
            }
        }
        let old = try fixture.open()
        #expect(try await !isClean(old))
        _ = try await old.erase(
            PersonKey(person: Digest(1), subjectMarks: []), deliveries: [], pushed: [])
        #expect(try await isClean(old))
        #expect(try await isClean(StoreFixture().open()))
    }
}
