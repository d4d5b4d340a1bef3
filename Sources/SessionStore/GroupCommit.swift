import GRDB
import LoginFlow
import NIOConcurrencyHelpers

/// The one writer: takes operations from a bounded queue and commits many of them together.
///
/// One flush to disk costs far more than one operation, so operations that arrive while a commit
/// is under way share the next one. One that fails undoes itself and not its neighbours. Answers go
/// out after the commit (INV-6).
///
/// Most failures come before anything was written and need no undoing. So a batch runs without
/// savepoints first, which would cost a fifth of it (`qrbench transitions`); if an operation fails
/// half done, all is undone and run again with a savepoint each.
///
/// DO let the drain reschedule itself only when the queue is not empty; DO write operations that may
/// run twice. DON'T wake anybody from inside an operation: the commit may still fail.
final class GroupCommit: Sendable {
    /// One write and what to do with its outcome.
    struct Operation: Sendable {
        let run: @Sendable (Database, inout WriteContext) throws -> Void
        let finish: @Sendable (StoreFailure?) -> Void
    }

    private struct Queue {
        var waiting: [Operation] = []
        var isDraining = false
    }

    /// Operations in one commit at most: bounds how long the first of them waits for the last.
    static let batchSize = 256

    private let pool: DatabasePool
    private let capacity: Int
    private let clock: @Sendable () -> Moment
    private let memory: SessionMemory
    private let board: SwitchBoard
    private let afterCommit: @Sendable ([SessionRecord]) -> Void
    private let queue = NIOLockedValueBox(Queue())

    init(
        pool: DatabasePool, capacity: Int, memory: SessionMemory, board: SwitchBoard,
        clock: @escaping @Sendable () -> Moment,
        afterCommit: @escaping @Sendable ([SessionRecord]) -> Void
    ) {
        self.pool = pool
        self.capacity = capacity
        self.memory = memory
        self.board = board
        self.clock = clock
        self.afterCommit = afterCommit
    }

    /// Runs a write in the next commit and returns what it returned, once it is durable.
    func commit<Value: Sendable>(
        _ body: @escaping @Sendable (Database, inout WriteContext) throws -> Value
    ) async throws(StoreFailure) -> Value {
        let result: Result<Value, StoreFailure> = await withCheckedContinuation { continuation in
            let value = NIOLockedValueBox<Value?>(nil)
            let operation = Operation(
                run: { database, context in
                    let made = try body(database, &context)
                    value.withLockedValue { $0 = made }
                },
                finish: { failure in
                    let made = value.withLockedValue { $0 }
                    continuation.resume(
                        returning: made.map { failure.map(Result.failure) ?? .success($0) }
                            ?? .failure(failure ?? .unavailable("no outcome")))
                })
            if !enqueue(operation) { operation.finish(.overloaded) }
        }
        return try result.get()
    }

    /// Writes that no commit has taken yet.
    var waitingCount: Int { queue.withLockedValue { $0.waiting.count } }

    private func enqueue(_ operation: Operation) -> Bool {
        enum Next { case refuse, wait, drain }
        let next: Next = queue.withLockedValue { queue in
            if queue.waiting.count >= capacity { return .refuse }
            queue.waiting.append(operation)
            if queue.isDraining { return .wait }
            queue.isDraining = true
            return .drain
        }
        if next == .drain { pool.asyncWriteWithoutTransaction { self.drain($0) } }
        return next != .refuse
    }

    private func drain(_ database: Database) {
        while let batch = nextBatch() { commit(batch, database) }
    }

    private func nextBatch() -> [Operation]? {
        queue.withLockedValue { queue in
            if queue.waiting.isEmpty {
                queue.isDraining = false
                return nil
            }
            let batch = Array(queue.waiting.prefix(Self.batchSize))
            queue.waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func commit(_ batch: [Operation], _ database: Database) {
        let failures: [StoreFailure?]
        do {
            do {
                failures = try commit(batch, database, runTogether)
            } catch is HalfDone {
                failures = try commit(batch, database, runApart)
            }
        } catch {
            let failure = StoreFailure(error)
            failures = batch.map { _ in failure }
            bury(database)
        }
        for (operation, failure) in zip(batch, failures) { operation.finish(failure) }
    }

    /// Writes something harmless over a commit that has failed.
    ///
    /// A commit whose flush failed lies in the log all the same, whole. Until another one takes its
    /// place, a crash would bring it back, although everybody in it was told that nothing was kept.
    /// Where this fails, too, the next commit that succeeds does it.
    private func bury(_ database: Database) {
        try? database.inTransaction(.immediate) {
            try database.execute(
                sql: "INSERT OR REPLACE INTO facts (name, value) VALUES ('last failure', x'')")
            return .commit
        }
    }

    private typealias Run = (Operation, Database, inout WriteContext) throws -> Void

    /// - Throws: when nothing of the batch has happened.
    private func commit(
        _ batch: [Operation], _ database: Database, _ run: Run
    ) throws -> [StoreFailure?] {
        var failures = [StoreFailure?](repeating: nil, count: batch.count)
        var context = WriteContext(now: clock(), memory: memory)
        try database.inTransaction(.immediate) {
            let version = try Self.dataVersion(database)
            // Read before the version is noted: where that fails, the next commit reads again.
            if !memory.isNoted(dataVersion: version) {
                board.take(try SwitchRow.all(database))
                memory.note(dataVersion: version)
            }
            context.switches = board.switches
            for (index, operation) in batch.enumerated() {
                context.now = clock()
                do {
                    try run(operation, database, &context)
                } catch {
                    // SQLite has given the whole transaction up, as it does for a full disk.
                    if error is HalfDone || !database.isInsideTransaction { throw error }
                    failures[index] = StoreFailure(error)
                }
            }
            return .commit
        }
        memory.take(context)
        board.take(context.switches)
        afterCommit(context.published)
        return failures
    }

    /// An operation failed after it had written.
    private struct HalfDone: Error {}

    private func runTogether(
        _ operation: Operation, _ database: Database, _ context: inout WriteContext
    ) throws {
        let changes = database.totalChangesCount
        do {
            try operation.run(database, &context)
        } catch {
            let isUntouched = database.totalChangesCount == changes
            throw isUntouched || !database.isInsideTransaction ? error : HalfDone()
        }
    }

    private func runApart(
        _ operation: Operation, _ database: Database, _ context: inout WriteContext
    ) throws {
        var attempt = context
        try database.inSavepoint {
            try operation.run(database, &attempt)
            return .commit
        }
        context = attempt
    }

    /// Differs from the last one when another process has written, such as an operator's command.
    private static func dataVersion(_ database: Database) throws -> Int64 {
        try database.integer("PRAGMA data_version") ?? 0
    }
}

extension StoreFailure {
    init(_ error: any Error) {
        switch error {
        case let failure as StoreFailure: self = failure
        case let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE:
            self = .collision
        case let error as DatabaseError: self = .unavailable(error.description)
        default: self = .unavailable("\(type(of: error))")
        }
    }
}
