import Foundation
import GRDB
package import LoginFlow
import NIOConcurrencyHelpers

/// The durable truth about login sessions, in SQLite.
///
/// Its interface is use cases, not tables: another database can stand behind it.
package final class SessionStore: Sendable {
    let pool: DatabasePool
    let writer: GroupCommit
    let memory = SessionMemory()
    /// When upkeep emptied the log last.
    let logEmptiedAt = NIOLockedValueBox<Moment?>(nil)
    package let board = SwitchBoard()

    /// Writes that may wait for the next commit; beyond it callers hear `overloaded`. At the
    /// measured pace this is about a second of work, and nobody should wait longer for a "no".
    package static let defaultQueueCapacity = 8192

    /// Opens or makes the database file.
    ///
    /// - Parameters:
    ///   - keyCheck: stands for the key file; a database made with another one is refused.
    ///   - clock: wall time, read inside each write.
    ///   - afterCommit: told about every changed login session once the change is durable (INV-6).
    package init(
        path: String, keyCheck: Digest, queueCapacity: Int = defaultQueueCapacity,
        clock: @escaping @Sendable () -> Moment,
        afterCommit: @escaping @Sendable ([SessionRecord]) -> Void
    ) throws(StoreOpeningFailure) {
        do {
            pool = try Self.openPool(path: path)
            try Self.migrate(pool)
            try Self.check(pool, keyCheck: keyCheck)
            // Nothing is answered before it is known what is switched off.
            board.take(try pool.read(SwitchRow.all))
        } catch let failure as StoreOpeningFailure {
            throw failure
        } catch {
            throw .unavailable((error as? DatabaseError)?.description ?? "\(type(of: error))")
        }
        writer = GroupCommit(
            pool: pool, capacity: queueCapacity, memory: memory, board: board, clock: clock,
            afterCommit: afterCommit)
    }

    /// Writes that wait for the next commit; tests know by it who stands in the queue.
    package var queuedWrites: Int { writer.waitingCount }

    /// Milliseconds. An operator's own sqlite3 may hold a lock for a moment.
    static let busyTimeout = 2000

    private static func openPool(path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "session-store"
        configuration.busyMode = .timeout(Double(Self.busyTimeout) / 1000)
        configuration.maximumReaderCount = 4
        let pool = try makingPrivateFiles {
            try DatabasePool(path: path, configuration: configuration)
        }
        // GRDB's WAL set-up chooses NORMAL, with which a power cut may undo what was answered.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        // Pages that change again and again go into the database file once for 16 MiB of the log
        // instead of 4: a tenth less work for each change (`qrbench transitions`).
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_autocheckpoint = 4000") }
        // What is deleted is overwritten, not only marked as free: people can ask to be forgotten.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON") }
        return pool
    }

    /// Runs with a file mode mask that leaves new files to their owner: the database holds what
    /// people released, encrypted or not.
    private static func makingPrivateFiles<Value>(_ body: () throws -> Value) rethrows -> Value {
        let former = umask(0o077)
        defer { umask(former) }
        return try body()
    }

    private static func migrate(_ pool: DatabasePool) throws {
        let migrator = Migrations.migrator
        if try pool.read(migrator.hasBeenSuperseded) { throw StoreOpeningFailure.newerSchema }
        let isNew = try pool.read { try !$0.tableExists("facts") }
        try migrator.migrate(pool)
        if isNew { try pool.write(noteCleanPages) }
    }

    private static func check(_ pool: DatabasePool, keyCheck: Digest) throws {
        try pool.write { database in
            let sql = "SELECT value FROM facts WHERE name = 'key check'"
            guard let known = try Data.fetchOne(database, sql: sql) else {
                return try database.execute(
                    sql: "INSERT INTO facts (name, value) VALUES ('key check', ?)",
                    arguments: [Data(keyCheck.bytes)])
            }
            if Digest(bytes: known) != keyCheck { throw StoreOpeningFailure.otherKeyFile }
        }
    }

    /// Writes the log back into the database file and lets go of it.
    package func close() throws {
        try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try pool.close()
    }
}
