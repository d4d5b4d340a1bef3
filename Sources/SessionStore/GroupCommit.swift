import GRDB
import LoginFlow
import NIOConcurrencyHelpers

/// The one writer: takes operations from a bounded queue and commits many of them together.
///
/// One flush to disk costs far more than one operation, so operations that arrive while a commit
/// is under way share the next one. Each runs in its own savepoint: one that fails undoes itself
/// and not its neighbours. Answers go out after the commit (INV-6).
///
/// DO let the drain reschedule itself only when the queue is not empty. DON'T wake anybody from
/// inside an operation: the commit may still fail.
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
    private let afterCommit: @Sendable ([SessionRecord]) -> Void
    private let queue = NIOLockedValueBox(Queue())

    init(
        pool: DatabasePool, capacity: Int, clock: @escaping @Sendable () -> Moment,
        afterCommit: @escaping @Sendable ([SessionRecord]) -> Void
    ) {
        self.pool = pool
        self.capacity = capacity
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
        var failures = [StoreFailure?](repeating: nil, count: batch.count)
        var context = WriteContext(now: clock())
        do {
            try database.inTransaction(.immediate) {
                for (index, operation) in batch.enumerated() {
                    failures[index] = try run(operation, database, &context)
                }
                return .commit
            }
            afterCommit(context.published)
        } catch {
            let failure = StoreFailure(error)
            failures = failures.map { _ in failure }
        }
        for (operation, failure) in zip(batch, failures) { operation.finish(failure) }
    }

    /// Runs one operation in a savepoint.
    ///
    /// - Throws: when the whole transaction is lost, as SQLite does for a full disk.
    private func run(
        _ operation: Operation, _ database: Database, _ context: inout WriteContext
    ) throws -> StoreFailure? {
        var attempt = context
        attempt.now = clock()
        do {
            try database.inSavepoint {
                try operation.run(database, &attempt)
                return .commit
            }
            context = attempt
            return nil
        } catch {
            if !database.isInsideTransaction { throw error }
            return StoreFailure(error)
        }
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
