import Foundation
import GRDB

/// The audit trail in a database file, read without changing the file: for whoever checks it.
package enum TrailFile {
    package enum Failure: Error, Sendable, Equatable {
        /// No SQLite database, or none of this program.
        case notOurs
        case unreadable(String)
    }

    /// Reads a file, also while a broker writes to it.
    package static func read<Value>(
        path: String, _ body: (TrailRows) throws -> Value
    ) throws -> Value {
        let queue = try open(path)
        return try queue.read { database in
            guard try database.tableExists("audit_trail") else { throw Failure.notOurs }
            return try body(TrailRows(database))
        }
    }

    private static func open(_ path: String) throws(Failure) -> DatabaseQueue {
        guard FileManager.default.isReadableFile(atPath: path)
        else { throw .unreadable("no such file, or not readable") }
        do {
            return try DatabaseQueue(path: path, configuration: readOnly)
        } catch {
            // Where nothing can be written beside the file, as on a disc, nobody else writes either.
            let log = FileManager.default.fileExists(atPath: path + "-wal")
            if !log, let queue = try? DatabaseQueue(path: immutable(path), configuration: readOnly)
            {
                return queue
            }
            throw .unreadable((error as? DatabaseError)?.description ?? "\(error)")
        }
    }

    private static var readOnly: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        // Opening alone reads nothing, and would find any file good.
        configuration.prepareDatabase { _ = try $0.tableExists("audit_trail") }
        return configuration
    }

    private static func immutable(_ path: String) -> String {
        "file:"
            + (path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path)
            + "?immutable=1"
    }
}
