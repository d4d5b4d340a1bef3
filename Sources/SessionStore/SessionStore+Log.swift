import GRDB
package import LoginFlow
import NIOConcurrencyHelpers

/// The write-ahead log beside the database, in which what was deleted still stands.
extension SessionStore {
    /// How long it may. A quiet broker would take days to fill its log, which then begins anew by
    /// itself; a busy one writes it back every few seconds.
    package static let logMemory: Seconds = 300

    /// Empties it where the last time is long enough ago.
    func emptyLogIfDue(at now: Moment) async throws(StoreFailure) {
        let last = logEmptiedAt.withLockedValue { $0 }
        if let last, now < last + Self.logMemory { return }
        if try await emptyLog() { logEmptiedAt.withLockedValue { $0 = now } }
    }

    /// - Returns: `false` while somebody outside reads the database: nobody is waited for, because
    ///   every write would wait, too.
    private func emptyLog() async throws(StoreFailure) -> Bool {
        do {
            try await pool.barrierWriteWithoutTransaction { database in
                try database.execute(sql: "PRAGMA busy_timeout = 0")
                defer { try? database.execute(sql: "PRAGMA busy_timeout = \(Self.busyTimeout)") }
                try database.checkpoint(.truncate)
            }
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        } catch {
            throw StoreFailure(error)
        }
    }
}
