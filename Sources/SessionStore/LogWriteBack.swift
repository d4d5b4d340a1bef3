import GRDB
import GRDBSQLite
import NIOConcurrencyHelpers

/// Writes the write-ahead log back into the database file beside the writer.
///
/// SQLite by itself does it inside of the commit that has made the log long: everybody who writes
/// then waits for some thousand pages and two flushes. Here a connection of its own writes nearly all
/// of them, and the commit that follows only the rest, whereupon the log begins anew at its start.
final class LogWriteBack: Sendable {
    /// Pages of the log. What changes again and again goes into the database file once for 16 MiB
    /// instead of 4 as SQLite would have it: a tenth less work for each change (`qrbench transitions`).
    static let usualLength = 4000

    private let length: Int
    let connection: DatabaseQueue
    let stage = NIOLockedValueBox(Stage.short)

    /// - Parameter length: pages from which on the log is long.
    init(path: String, length: Int = usualLength) throws {
        self.length = length
        var configuration = Configuration()
        configuration.label = "session-store-log"
        // Pages are in the file before the log that has them is written over.
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        connection = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Has itself told of every commit of the writer, in the place of SQLite's own write-back. It must
    /// live as long as the writer does.
    func follow(_ writer: Database) {
        sqlite3_wal_hook(
            writer.sqliteConnection,
            { place, writer, _, pages in
                guard let place, let writer else { return SQLITE_OK }
                Unmanaged<LogWriteBack>.fromOpaque(place).takeUnretainedValue()
                    .committed(writer, pages: Int(pages))
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// After a commit, when the writer has let go of its lock.
    private func committed(_ writer: OpaquePointer, pages: Int) {
        switch stage.withLockedValue({ $0.committed(isLong: pages >= length) }) {
        case .none: break
        case .begin: begin()
        case .finish:
            // Where this fails, too, the log stays long and is written back from the next commit on.
            sqlite3_wal_checkpoint_v2(writer, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        }
    }

    private func begin() {
        connection.asyncWriteWithoutTransaction { [stage] database in
            // A disk that fails here fails the commits, too, and they say so.
            _ = try? database.checkpoint(.passive)
            stage.withLockedValue { $0.done() }
        }
    }

    func close() throws { try connection.close() }
}

extension LogWriteBack {
    /// How far it is.
    ///
    /// ```
    /// short ──a commit has made it long──▶ underWay ──done──▶ nearlyDone ──the next commit──▶ short
    /// ```
    enum Stage: Equatable {
        case short
        /// Written back beside the writer, which goes on making it longer.
        case underWay
        /// Only what was committed meanwhile is left.
        case nearlyDone

        enum Action: Equatable { case none, begin, finish }

        /// After a commit.
        mutating func committed(isLong: Bool) -> Action {
            switch self {
            case .short:
                guard isLong else { return .none }
                self = .underWay
                return .begin
            case .underWay: return .none
            case .nearlyDone:
                self = .short
                return .finish
            }
        }

        /// After what was begun.
        mutating func done() { self = .nearlyDone }
    }
}
