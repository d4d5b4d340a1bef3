import Foundation
import GRDB
import LoginFlow
import Testing

@testable import SessionStore

@Suite struct OpeningTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    /// GRDB's set-up for the write-ahead log chooses `NORMAL` (1), which may lose the last commits
    /// when the power fails. `FULL` is 2.
    @Test func everyCommitIsFlushedToTheDisk() async throws {
        let store = try fixture.open()
        for number in 0..<3 {
            let level = try await store.pool.writeWithoutTransaction {
                try Int.fetchOne($0, sql: "PRAGMA synchronous")
            }
            #expect(level == 2)
            try await store.create(number)
        }
        let mode = try await store.pool.writeWithoutTransaction {
            try String.fetchOne($0, sql: "PRAGMA journal_mode")
        }
        #expect(mode == "wal")
    }

    @Test func flushingIsInForceInsideTheCommitItself() async throws {
        let store = try fixture.open()
        let level = try await store.writer.commit { database, _ in
            try Int.fetchOne(database, sql: "PRAGMA synchronous")
        }
        #expect(level == 2)
    }

    @Test func everythingIsThereAfterOpeningAgain() async throws {
        let store = try fixture.open()
        let record = try await store.create(1)
        _ = try await store.scan(1)
        try store.close()
        let again = try fixture.open()
        let found = try await again.read(record.id)
        #expect(found?.session.claim == .phone)
        #expect(found?.session.version == 2)
    }

    /// As after a crash: nobody closed the first one.
    @Test func everythingIsThereWithoutAGoodbye() async throws {
        let store = try fixture.open()
        try await store.create(1)
        let copy = try StoreFixture()
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: fixture.path + ending, toPath: copy.path + ending)
        }
        let again = try copy.open()
        #expect(try await again.read(SessionID(number: 1))?.session.version == 1)
    }

    @Test func itsFilesAreForTheirOwnerOnly() async throws {
        let store = try fixture.open()
        try await store.create(1)
        for ending in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: fixture.path + ending)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        }
    }

    @Test func aDatabaseOfAnotherKeyFileIsRefused() throws {
        try fixture.open().close()
        #expect(throws: StoreOpeningFailure.otherKeyFile) {
            _ = try fixture.open(keyCheck: Digest(201))
        }
        try fixture.open().close()
    }

    @Test func aDatabaseOfANewerProgramIsRefused() throws {
        try fixture.open().close()
        try fixture.elsewhere {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999-from-the-future')")
        }
        #expect(throws: StoreOpeningFailure.newerSchema) { _ = try fixture.open() }
    }

    @Test func aFileThatIsNoDatabaseIsRefused() throws {
        try Data("not a database, but long enough to be read as one".utf8)
            .write(to: URL(fileURLWithPath: fixture.path))
        #expect {
            _ = try fixture.open()
        } throws: { error in
            guard case StoreOpeningFailure.unavailable = error else { return false }
            return true
        }
    }

    /// From every older version to the newest: the same tables as a fresh one, and again nothing.
    @Test func everyOlderSchemaIsBroughtUpToDate() throws {
        let fresh = try schema(DatabaseQueue(), from: nil)
        for migration in Migrations.all {
            #expect(try schema(DatabaseQueue(), from: migration.name) == fresh)
        }
        #expect(Set(Migrations.all.map(\.name)).count == Migrations.all.count)
        #expect(Migrations.all.map(\.name) == Migrations.all.map(\.name).sorted())
    }

    private func schema(_ queue: DatabaseQueue, from old: String?) throws -> [String] {
        if let old { try Migrations.migrator.migrate(queue, upTo: old) }
        try Migrations.migrator.migrate(queue)
        try Migrations.migrator.migrate(queue)
        return try queue.read {
            try String.fetchAll(
                $0, sql: "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY name")
        }
    }
}
