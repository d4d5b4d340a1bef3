import Foundation
import GRDB
import LoginFlow
import NIOConcurrencyHelpers
import Testing

@testable import SessionStore

@Suite(.timeLimit(.minutes(10))) struct GroupCommitTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    /// Runs `count` operations that all meet in the queue behind one that is held up, and lets that
    /// one go on when they are all there.
    private func together<Outcome: Sendable>(
        _ count: Int, _ store: SessionStore, whileHeld: @Sendable @escaping () -> Void = {},
        _ operation: @escaping @Sendable (Int) async -> Outcome
    ) async -> [Outcome] {
        let (gate, isHeld) = (DispatchSemaphore(value: 0), NIOLockedValueBox(false))
        async let held: Void? = try? store.writer.commit { _, _ in
            isHeld.withLockedValue { $0 = true }
            gate.wait()
        }
        while !isHeld.withLockedValue({ $0 }) && !Task.isCancelled { await Task.yield() }
        let outcomes = await withTaskGroup(of: (Int, Outcome)?.self) { group in
            let inOrder = InOrder()
            for number in 0..<count {
                group.addTask(executorPreference: inOrder) { (number, await operation(number)) }
            }
            group.addTask(executorPreference: inOrder) {
                whileHeld()
                gate.signal()
                return nil
            }
            return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
        }
        _ = await held
        return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
    }

    @Test func concurrentWritesShareOneCommit() async throws {
        let store = try fixture.open()
        let failures = await together(50, store) { number in
            await failure { try await store.create(number) }
        }
        #expect(failures == [StoreFailure?](repeating: nil, count: 50))
        let sizes = fixture.published.map(\.count)
        #expect(sizes == [0, 50])
    }

    @Test func aCommitTakesNoMoreThanABatch() async throws {
        let store = try fixture.open(queueCapacity: 600)
        _ = await together(600, store) { try? await store.create($0) }
        let sizes = fixture.published.map(\.count)
        #expect(sizes == [0, 256, 256, 88])
    }

    @Test func aFullQueueSaysSoAtOnceAndIsOpenAgainAfterwards() async throws {
        let store = try fixture.open(queueCapacity: 3)
        let failures = await together(5, store) { number in
            await failure { try await store.create(number) }
        }
        #expect(failures == [nil, nil, nil, .overloaded, .overloaded])
        try await store.create(4)
        #expect(try await store.read(SessionID(number: 3)) == nil)
    }

    @Test func oneThatFailsUndoesItselfAndNotItsNeighbours() async throws {
        struct Broken: Error {}
        let store = try fixture.open()
        try await store.create(1_000)
        let failures = await together(30, store) { number in
            await failure {
                switch number {
                case 7: try await store.create(1_000)
                case 13:
                    _ = try await store.change(.id(SessionID(number: 1_000))) { change in
                        try change.record!.session.cancel(at: change.now)
                        throw Broken()
                    }
                case 19:
                    try await store.writer.commit { database, _ in
                        try database.execute(sql: "DELETE FROM login_sessions")
                        try database.execute(sql: "INSERT INTO nowhere VALUES (1)")
                    }
                default: try await store.create(number)
                }
            }
        }
        #expect(failures.filter { $0 == nil }.count == 27)
        #expect(failures.filter { $0 == .collision }.count == 1)
        let rows = try fixture.elsewhere {
            try Int.fetchOne(
                $0, sql: "SELECT count(*) FROM login_sessions WHERE status = 'waiting'")
        }
        #expect(rows == 28)
        #expect(try AuditReader.rows(fixture).count == 28)
        try AuditReader.expectChain(fixture)
        let published = fixture.published.last?.count
        #expect(published == 27)
    }

    /// INV-6: whoever is told can already see it, on a connection of their own.
    @Test func inv6_nobodyIsToldBeforeOthersCanSeeIt() async throws {
        let (path, seen) = (fixture.path, NIOLockedValueBox<[Bool]>([]))
        let store = try fixture.open { records in
            let isVisible = records.allSatisfy { record in
                let version = try? DatabaseQueue(path: path).read {
                    try Int64.fetchOne(
                        $0, sql: "SELECT version FROM login_sessions WHERE id = ?",
                        arguments: [record.id.data])
                }
                return version == record.session.version
            }
            seen.withLockedValue { $0.append(isVisible) }
        }
        try await store.create(1)
        _ = try await store.scan(1)
        #expect(seen.withLockedValue { $0 } == [true, true])
        let status = try fixture.elsewhere {
            try String.fetchOne($0, sql: "SELECT status FROM login_sessions")
        }
        #expect(status == "scanned", "and the answer came after the commit")
    }

    /// INV-4: the clock is read in the write, not when the caller came.
    @Test func inv4_aWriteThatWaitedPastTheDeadlineComesTooLate() async throws {
        let store = try fixture.open()
        try await store.create(1)
        let fixture = fixture
        let refusals = await together(1, store, whileHeld: { fixture.setClock(120_000) }) { _ in
            try? await store.scan(1)
        }
        #expect(refusals == [.sessionOver])
        #expect(try await store.read(SessionID(number: 1))?.session.state == .expired(.unscanned))
    }

    @Test func inv4_everyWriteOfACommitReadsTheClockItself() async throws {
        let store = try fixture.open()
        try await store.create(1)
        let fixture = fixture
        let refusals = await together(2, store) { number in
            try? await store.apply(1) { session, now throws(Refusal) in
                if number == 0 { return fixture.setClock(120_000) }
                try session.cancel(at: now)
            }
        }
        #expect(refusals == [nil, .tooLateToCancel])
    }

    @Test func inv6_aCommitThatFailsIsAFailureForAllAndToldToNobody() async throws {
        let store = try fixture.open()
        let refusal = CommitRefusal()
        store.pool.add(transactionObserver: refusal, extent: .databaseLifetime)
        refusal.isOn.withLockedValue { $0 = true }
        let failures = await together(5, store) { number in
            await failure { try await store.create(number) }
        }
        #expect(failures == [StoreFailure?](repeating: .unavailable("CommitRefused"), count: 5))
        #expect(fixture.published.isEmpty)
        refusal.isOn.withLockedValue { $0 = false }
        for number in 0..<5 { #expect(try await store.read(SessionID(number: number)) == nil) }
        try await store.create(0)
        try AuditReader.expectChain(fixture)
    }

    @Test func aFullDiskIsNoticedAndKeepsNothingOfTheWrite() async throws {
        let store = try fixture.open()
        try await store.create(1)
        _ = try await store.pool.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
        }
        let told = fixture.published.count
        var refused: [StoreFailure] = []
        for number in 2..<200 where refused.isEmpty {
            let failure = await failure {
                try await store.create { _ in .new(number, requesterSize: 20_000) }
            }
            if let failure { refused.append(failure) }
        }
        guard case .unavailable = refused.first else {
            Issue.record("a full disk was not noticed: \(refused)")
            return
        }
        _ = try await store.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA max_page_count = 1000000")
        }
        let kept = try fixture.elsewhere {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM login_sessions") ?? 0
        }
        let published = fixture.published.dropFirst(told).joined().count
        #expect(kept == published + 1)
        try await store.create(1_000)
        try AuditReader.expectChain(fixture)
    }

}

/// How a write failed, if it did.
func failure(_ body: () async throws -> some Any) async -> StoreFailure? {
    do {
        _ = try await body()
        return nil
    } catch {
        return (error as? StoreFailure) ?? .unavailable("\(error)")
    }
}
