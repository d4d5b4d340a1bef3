import GRDB
import GRDBSQLite

/// What every login runs, bound straight to SQLite: the library's arguments and rows, which know
/// every type there is, cost a third of a write (`qrbench transitions`).
extension Database {
    /// Runs a statement that gives no rows.
    func run(_ sql: String, _ values: [SQLValue]) throws {
        try stepping(sql, values) { _ in }
    }

    /// The first column of the first row, where it is a number.
    func integer(_ sql: String, _ values: [SQLValue] = []) throws -> Int64? {
        try stepping(sql, values) { statement in
            sqlite3_column_type(statement, 0) == SQLITE_INTEGER
                ? sqlite3_column_int64(statement, 0) : nil
        } ?? nil
    }

    /// The first column of the first row, where it is a blob.
    func bytes(_ sql: String, _ values: [SQLValue]) throws -> [UInt8]? {
        try stepping(sql, values) { statement in
            guard sqlite3_column_type(statement, 0) == SQLITE_BLOB else { return nil }
            // Asked for before the size: it may convert the value (sqlite3_column_blob).
            let start = sqlite3_column_blob(statement, 0)
            let count = Int(sqlite3_column_bytes(statement, 0))
            return Array(UnsafeRawBufferPointer(start: start, count: count))
        } ?? nil
    }

    /// - Parameter read: takes what it needs of the first row.
    /// - Returns: `nil` where there is none.
    private func stepping<Value>(
        _ sql: String, _ values: [SQLValue], _ read: (OpaquePointer) -> Value
    ) throws -> Value? {
        let statement = try cachedStatement(sql: sql).sqliteStatement
        defer {
            sqlite3_reset(statement)
            // Nothing about a person stays behind in a statement that waits to be run again.
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in values.enumerated() {
            try check(value.bind(to: statement, at: Int32(index + 1)))
        }
        switch sqlite3_step(statement) {
        case SQLITE_DONE: return nil
        case SQLITE_ROW: return read(statement)
        case let code: throw failure(code)
        }
    }

    private func check(_ code: Int32) throws {
        if code != SQLITE_OK { throw failure(code) }
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let extended = sqliteConnection.map { sqlite3_extended_errcode($0) } ?? code
        return DatabaseError(
            resultCode: ResultCode(rawValue: extended), message: lastErrorMessage)
    }
}
