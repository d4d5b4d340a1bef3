import GRDBSQLite
import LoginFlow

/// A value on its way into a row.
enum SQLValue {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    static func of(_ number: Int64?) -> SQLValue { number.map(SQLValue.integer) ?? .null }
    static func of(_ number: Int) -> SQLValue { .integer(Int64(number)) }
    static func of(_ truth: Bool) -> SQLValue { .integer(truth ? 1 : 0) }
    static func of(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
    static func of(_ bytes: [UInt8]?) -> SQLValue { bytes.map(SQLValue.bytes) ?? .null }
    static func of(_ moment: Moment?) -> SQLValue { .of(moment?.milliseconds) }
    static func of(_ digest: Digest?) -> SQLValue { .of(digest?.bytes) }
}

extension SQLValue {
    /// SQLite makes a copy: an array or a text does not stay where it is.
    private static var copied: sqlite3_destructor_type? {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .text(var text):
            return text.withUTF8 { memory in
                memory.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(
                        statement, index, $0.baseAddress, Int32($0.count), Self.copied)
                }
            }
        case .bytes(let bytes):
            // Without an address this would bind NULL.
            if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), Self.copied)
            }
        }
    }
}
