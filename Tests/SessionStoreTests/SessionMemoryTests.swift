import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// What the writer takes from memory instead of the database is what the database holds.
@Suite struct SessionMemoryTests {
    let fixture: StoreFixture
    let id = SessionID(number: 1)

    init() throws { fixture = try StoreFixture() }

    /// How the writer sees the login session.
    private func found(_ store: SessionStore) async throws -> SessionRecord? {
        try await store.change(.id(id)) { $0.record }
    }

    @Test func theWriterKnowsWhatItCommitted() async throws {
        let store = try fixture.open()
        try await store.create(1)
        _ = try await store.scan(1)
        let row = try fixture.elsewhere { try SessionStore.find(.id(id), $0) }
        #expect(try await found(store) == row)
        #expect(store.memory.committed(id) == row)
    }

    @Test func whatAnotherProcessWroteIsSeenByTheNextWrite() async throws {
        let store = try fixture.open()
        try await store.create(1)
        #expect(try await found(store)?.session.wrongRedemptions == 0)
        try fixture.elsewhere {
            try $0.execute(sql: "UPDATE login_sessions SET wrong_redemptions = 3")
        }
        #expect(try await found(store)?.session.wrongRedemptions == 3)
        try fixture.elsewhere { try $0.execute(sql: "DELETE FROM login_sessions") }
        #expect(try await found(store) == nil)
    }

    /// A row that was read may have been changed between the reading and its coming here.
    @Test func theWriterDoesNotTrustWhatWasOnlyRead() async throws {
        let store = try fixture.open()
        let old = try await store.create(1)
        _ = try await store.scan(1)
        store.memory.note(dataVersion: -1)
        #expect(store.memory.remember(read: old, since: store.memory.forgettings) == old)
        #expect(store.recall(id) == old)
        #expect(store.memory.committed(id) == nil)
        #expect(try await found(store)?.session.state.status == .scanned)
    }

    @Test func whatWasReadLateDoesNotReplaceWhatIsKnown() async throws {
        let store = try fixture.open()
        let old = try await store.create(1)
        _ = try await store.scan(1)
        let known = store.memory.remember(read: old, since: store.memory.forgettings)
        #expect(known.session.state.status == .scanned)
    }

    @Test func aWriteSeesWhatWasWrittenBeforeItInTheSameCommit() async throws {
        let store = try fixture.open()
        let status = try await store.writer.commit { database, context in
            let record = SessionRecord.new(1)
            try SessionRow.insert(record, database)
            context.publish(record)
            var scanned = record
            _ = scanned.session.takeTransitions()
            try scanned.session.cancel(at: created)
            try SessionStore.save(scanned, from: record, database, &context)
            return try SessionStore.find(.id(id), database, context)?.session.state
        }
        #expect(status == .cancelled)
    }

    @Test func whatACommitDeletesIsGoneAtOnce() async throws {
        let store = try fixture.open()
        try await store.create(1)
        try await store.apply(1) { session, now throws(Refusal) in try session.cancel(at: now) }
        _ = try await store.prune(at: after(900_000))
        #expect(store.recall(id) == nil)
        #expect(try await found(store) == nil)
    }

    /// A read that began before the deletion and ended after it.
    @Test(arguments: ["deleted", "erased elsewhere", "written elsewhere"])
    func whatIsForgottenDoesNotComeBackByALateRead(way: String) async throws {
        let store = try fixture.open()
        let old = try await store.create(1)
        let before = store.memory.forgettings
        switch way {
        case "deleted":
            try await store.writer.commit { database, context in
                try database.execute(sql: "DELETE FROM login_sessions")
                context.delete(id)
            }
        case "erased elsewhere": store.forgetMemory()
        default: store.memory.note(dataVersion: -1)
        }
        #expect(store.memory.remember(read: old, since: before) == old, "as it was then")
        #expect(store.recall(id) == nil)
    }

    /// Memory still holds it then: it learns of a commit when that is durable.
    @Test func whatWasDeletedBeforeItInTheSameCommitIsGone() async throws {
        let store = try fixture.open()
        try await store.create(1)
        let found = try await store.writer.commit { database, context in
            try database.execute(sql: "DELETE FROM login_sessions")
            context.delete(id)
            return (context.recall(id), try SessionStore.find(.id(id), database, context))
        }
        #expect(found.0 == nil && found.1 == nil)
    }

    /// What was written before the failure is undone in memory too.
    @Test func whatIsUndoneIsNotRemembered() async throws {
        struct Broken: Error {}
        let store = try fixture.open()
        try await store.create(1)
        _ = await failure {
            try await store.writer.commit { database, context in
                let former = try #require(context.recall(id))
                var record = former
                try record.session.cancel(at: created)
                try SessionStore.save(record, from: former, database, &context)
                throw Broken()
            }
        }
        #expect(try await found(store)?.session.state.status == .waiting)
    }
}
