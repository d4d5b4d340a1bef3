import AuditChain
import Foundation
import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// The rows of one login session among those of all others.
@Suite struct TrailRowsTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    /// Logins whose steps happen between each other's: 1 is redeemed, 2 is denied, 3 is under way.
    private func three() async throws -> SessionStore {
        let store = try fixture.open()
        for number in 1...3 { try await store.create(number) }
        for number in 1...3 { _ = try await store.scan(number) }
        _ = try await store.confirm(1)
        try await store.apply(2) { session, now throws(Refusal) in
            try session.deny(by: .phone, reason: .notMe, at: now)
        }
        _ = try await store.redeem(1)
        _ = try await store.confirm(3)
        return store
    }

    private func words(_ number: Int) throws -> [String] {
        try TrailFile.read(path: fixture.path) {
            try $0.rows(of: SessionID(number: number).bytes).map(\.row.to)
        }
    }

    private func expectThree() throws {
        #expect(try words(1) == ["waiting", "scanned", "confirmed", "approved", "redeemed"])
        #expect(try words(2) == ["waiting", "scanned", "denied"])
        #expect(try words(3) == ["waiting", "scanned", "confirmed", "approved"])
        #expect(try words(4).isEmpty)
    }

    @Test func eachLoginHasItsOwnInTheirOrder() async throws {
        _ = try await three()
        try expectThree()
    }

    @Test func theyAreFoundAlsoWhereTheFirstWasEdited() async throws {
        try await three().close()
        try edit("UPDATE audit_trail SET from_status = 'x' WHERE sequence = 2")
        #expect(try words(2) == ["waiting", "scanned", "denied"])
    }

    /// Neither before the first row nor behind the last is looked for more of them.
    @Test func onlyWhatHappenedDuringTheLoginIsLookedAt() async throws {
        try await three().close()
        let two = "(SELECT session FROM audit_trail WHERE sequence = 2)"
        try edit("UPDATE audit_trail SET session = \(two), from_status = 'x' WHERE sequence = 1")
        try edit("UPDATE audit_trail SET session = \(two) WHERE sequence = 12")
        #expect(try words(2) == ["waiting", "scanned", "denied"])
    }

    /// A long trail is not gone through from its beginning.
    @Test func theFirstHasAnIndex() async throws {
        _ = try await three()
        let plan = try fixture.elsewhere {
            try Row.fetchAll(
                $0, sql: "EXPLAIN QUERY PLAN \(TrailRows.first)",
                arguments: [SessionID(number: 1).data]
            ).map { $0["detail"] as String }
        }
        #expect(plan.count == 1 && plan[0].contains("audit_trail_by_session"), "\(plan)")
    }

    private func edit(_ sql: String) throws {
        try fixture.elsewhere {
            try $0.execute(sql: "DROP TRIGGER IF EXISTS audit_trail_is_never_edited")
            try $0.execute(sql: sql)
        }
    }

    /// From the seventh schema, in which every row had an index entry.
    @Test func aTrailOfTheFormerSchemaStaysAsItIs() async throws {
        try await three().close()
        let before = try chain()
        try leaveFormerSchema()
        try expectThree()
        let store = try fixture.open()
        #expect(try chain() == before)
        let isOverwriting = try await store.pool.writeWithoutTransaction {
            try Bool.fetchOne($0, sql: "PRAGMA secure_delete")
        }
        #expect(isOverwriting == true)
        try expectThree()
        _ = try await store.redeem(3)
        try AuditReader.expectChain(fixture)
        for sql in ["UPDATE audit_trail SET at = 1", "DELETE FROM audit_trail"] {
            #expect(throws: DatabaseError.self) {
                try fixture.elsewhere { try $0.execute(sql: sql) }
            }
        }
        await #expect(throws: DatabaseError.self) {
            try await store.pool.write {
                try $0.execute(
                    sql: """
                        INSERT INTO audit_trail SELECT 99, session, version, at, from_status,
                            to_status, cause, reason, client, wallet, hash, evidence
                        FROM audit_trail WHERE sequence = 1
                        """)
            }
        }
    }

    /// What an operator has made for reports reads the new table.
    @Test func viewsAndTriggersOfAnOperatorStay() async throws {
        try await three().close()
        try leaveFormerSchema()
        try fixture.elsewhere {
            try $0.execute(
                sql: """
                    CREATE VIEW report AS SELECT count(*) FROM audit_trail;
                    CREATE TABLE counted (number);
                    CREATE TRIGGER counting AFTER INSERT ON login_sessions
                    BEGIN INSERT INTO counted SELECT count(*) FROM audit_trail; END;
                    """)
        }
        let store = try fixture.open()
        try await store.create(4)
        let counts = try await store.pool.read {
            try Int.fetchAll($0, sql: "SELECT * FROM counted UNION ALL SELECT * FROM report")
        }
        #expect(counts == [12, 13])
    }

    /// An edited trail is told by the check, and keeps no new version from starting.
    @Test func aForgedBeginningDoesNotStopTheStart() async throws {
        try await three().close()
        try leaveFormerSchema()
        try fixture.elsewhere {
            try $0.execute(
                sql: """
                    UPDATE audit_trail SET from_status = NULL
                    WHERE session = (SELECT session FROM audit_trail WHERE sequence = 3)
                    """)
        }
        _ = try fixture.open()
        #expect(try words(3) == ["waiting", "scanned", "confirmed", "approved"])
        #expect(AuditReader.firstBreak(try AuditReader.rows(fixture)) != nil)
    }

    private func chain() throws -> [HashedRow] {
        try TrailFile.read(path: fixture.path) { trail in
            var rows: [HashedRow] = []
            try trail.forEach { rows.append($0) }
            return rows
        }
    }

    /// Puts the trail back into the table that the fourth schema left.
    private func leaveFormerSchema() throws {
        try fixture.elsewhere { database in
            try database.execute(
                sql: """
                    ALTER TABLE audit_trail RENAME TO later_audit_trail;
                    CREATE TABLE audit_trail (
                        sequence INTEGER NOT NULL PRIMARY KEY, session BLOB NOT NULL,
                        version INTEGER NOT NULL, at INTEGER NOT NULL, from_status TEXT,
                        to_status TEXT NOT NULL, cause TEXT NOT NULL, reason TEXT,
                        client TEXT NOT NULL, wallet TEXT,
                        hash BLOB NOT NULL CHECK (length(hash) = 32),
                        evidence BLOB CHECK (length(evidence) = 32), UNIQUE (session, version)
                    ) STRICT;
                    INSERT INTO audit_trail SELECT * FROM later_audit_trail;
                    DROP TABLE later_audit_trail;
                    DELETE FROM grdb_migrations WHERE identifier = '008-trail-index';
                    """)
        }
    }
}
