import Foundation
import GRDB
import Testing

@testable import SessionStore

/// What is bound straight to SQLite comes out as it went in.
@Suite struct BindingTests {
    let database: DatabaseQueue

    init() throws {
        database = try DatabaseQueue()
        try database.write { try $0.execute(sql: "CREATE TABLE kept (value UNIQUE)") }
    }

    /// The value in a row, by SQLite's own account: its type and its bytes.
    private func kept(_ value: SQLValue) throws -> (type: String?, bytes: Data?) {
        try database.write { database in
            try database.run("INSERT INTO kept VALUES (?)", [value])
            let row = try Row.fetchOne(
                database, sql: "SELECT typeof(value), CAST(value AS BLOB) FROM kept")
            return (row?[0], row?[1])
        }
    }

    /// The library would end a text at the first zero.
    @Test(arguments: ["", "a", "a\0b", "\0", "é", "张伟", String(repeating: "长", count: 5_000)])
    func textKeepsItsBytes(text: String) throws {
        let (type, bytes) = try kept(.of(text))
        #expect(type == "text" && bytes == Data(text.utf8))
    }

    @Test(arguments: [[], [0], [0, 1, 0], [UInt8](repeating: 7, count: 100_000)] as [[UInt8]])
    func bytesAreABlob(bytes: [UInt8]) throws {
        let (type, stored) = try kept(.of(bytes))
        #expect(type == "blob" && stored == Data(bytes))
        let read = try database.write { try $0.bytes("SELECT value FROM kept", []) }
        #expect(read == bytes, "an empty one is not nothing")
    }

    @Test(arguments: [Int64.min, -1, 0, 1, .max]) func numbersKeepTheirSize(number: Int64) throws {
        #expect(try kept(.of(number)).type == "integer")
        let read = try database.write { try $0.integer("SELECT value FROM kept") }
        #expect(read == number)
    }

    @Test func nothingIsNull() throws {
        for value in [SQLValue.of(nil as String?), .of(nil as [UInt8]?), .of(nil as Int64?)] {
            #expect(try kept(value).type == "null")
            try database.write { try $0.execute(sql: "DELETE FROM kept") }
        }
    }

    /// Text that looks like a number is none, and no row is not a row without a value.
    @Test func onlyWhatIsAskedForIsRead() throws {
        try database.write { (database) throws in
            #expect(try database.integer("SELECT '1'") == nil)
            #expect(try database.bytes("SELECT 'a'", []) == nil)
            #expect(try database.bytes("SELECT x'' WHERE 0", []) == nil)
            #expect(try database.integer("SELECT 1 WHERE 0") == nil)
        }
    }

    /// A statement is kept; what was bound for one run must not be there for the next.
    @Test func aStatementForgetsWhatItWasRunWith() throws {
        try database.write { (database) throws in
            #expect(try database.integer("SELECT ?", [.of(5)]) == 5)
            #expect(try database.integer("SELECT ?") == nil)
        }
    }

    @Test func aValueTooManyIsAnError() throws {
        try database.write { (database) throws in
            #expect(throws: DatabaseError.self) {
                try database.run("INSERT INTO kept VALUES (?)", [.of(1), .of(2)])
            }
            #expect(try database.integer("SELECT count(*) FROM kept") == 0)
        }
    }

    /// One that failed can be run again at once, in the same transaction.
    @Test func afterAFailureTheSameStatementRuns() throws {
        try database.write { (database) throws in
            let sql = "INSERT INTO kept VALUES (?)"
            try database.run(sql, [.of(1)])
            let failure = #expect(throws: DatabaseError.self) {
                try database.run(sql, [.of(1)])
            }
            #expect(failure?.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE)
            try database.run(sql, [.of(2)])
            #expect(try database.integer("SELECT count(*) FROM kept") == 2)
        }
    }
}
