import Foundation
import GRDB
import LoginFlow
import NIOConcurrencyHelpers
import Testing

@testable import SessionStore

/// The log beside the database, and who writes it back.
@Suite struct LogWriteBackTests {
    let fixture: StoreFixture
    let pool: DatabasePool
    let log: LogWriteBack

    /// Pages.
    static let length = 20

    init() throws {
        fixture = try StoreFixture()
        pool = try DatabasePool(path: fixture.path)
        try pool.write { try $0.execute(sql: "CREATE TABLE things (number, filling)") }
        log = try LogWriteBack(path: fixture.path, length: Self.length)
        pool.writeWithoutTransaction { [log] in log.follow($0) }
    }

    /// A commit of two pages or three; what is under way beside it comes to its end.
    private func commit(_ number: Int) throws {
        try pool.write {
            try $0.execute(
                sql: "INSERT INTO things VALUES (?, zeroblob(4000))", arguments: [number])
        }
        log.connection.writeWithoutTransaction { _ in }
    }

    /// Bytes.
    private var size: Int {
        get throws {
            let file = URL(filePath: fixture.path + "-wal")
            return try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        }
    }

    private func count(at path: String) throws -> Int? {
        try DatabaseQueue(path: path).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM things")
        }
    }

    @Test func aLogThatIsLongBeginsAnew() throws {
        for number in 1...200 { try commit(number) }
        // The length, the commit that went beyond it, and the one that wrote the rest.
        #expect(try size < (Self.length + 12) * 4200)
        #expect(try count(at: fixture.path) == 200)
    }

    /// Everything is in the file before its place in the log is given to something else.
    @Test func theFileAloneHasWhatWasWrittenBack() throws {
        var number = 0
        while try size < Self.length * 4000 {
            number += 1
            try commit(number)
        }
        let copy = try StoreFixture()
        try FileManager.default.copyItem(atPath: fixture.path, toPath: copy.path)
        #expect(try count(at: copy.path) == number)
    }

    /// What was committed while the connection beside it was at work.
    @Test func theNextCommitWritesTheRest() throws {
        for number in 1...3 { try commit(number) }
        log.stage.withLockedValue { $0 = .nearlyDone }
        try commit(4)
        #expect(log.stage.withLockedValue { $0 } == .short)
        let copy = try StoreFixture()
        try FileManager.default.copyItem(atPath: fixture.path, toPath: copy.path)
        #expect(try count(at: copy.path) == 4)
    }

    @Test(arguments: [
        (LogWriteBack.Stage.short, false, LogWriteBack.Stage.Action.none, LogWriteBack.Stage.short),
        (.short, true, .begin, .underWay), (.underWay, false, .none, .underWay),
        (.underWay, true, .none, .underWay), (.nearlyDone, false, .finish, .short),
        (.nearlyDone, true, .finish, .short),
    ])
    func oneWorksAtATime(
        before: LogWriteBack.Stage, isLong: Bool, action: LogWriteBack.Stage.Action,
        after: LogWriteBack.Stage
    ) {
        var stage = before
        #expect(stage.committed(isLong: isLong) == action && stage == after)
        stage.done()
        #expect(stage == .nearlyDone)
    }

    @Test func aReaderKeepsWhatItSees() throws {
        for number in 1...5 { try commit(number) }
        let snapshot = try pool.makeSnapshot()
        for number in 6...100 { try commit(number) }
        #expect(try snapshot.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM things") } == 5)
        #expect(try size > 100 * 4000, "it may not begin anew under a reader")
        #expect(try count(at: fixture.path) == 100)
    }

    @Test func pagesAreFlushedIntoTheFileFirst() throws {
        let level = try log.connection.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(level == 2)
    }

    /// To write back is no writing by somebody else, after which every login would be read anew.
    @Test func theLoginsInMemoryStay() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        for number in 1...3 {
            try await store.create(number)
            let written = try fixture.elsewhereCheckpoint()
            #expect(written > 0)
        }
        #expect(store.memory.forgettings == 0)
        #expect(store.memory.committed(SessionID(number: 1)) != nil)
    }

    @Test func theStoreHasItsLogWrittenBackBesideTheWriter() async throws {
        let fixture = try StoreFixture()
        let store = try fixture.open()
        let pages = try await store.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA wal_autocheckpoint")
        }
        #expect(pages == 0, "SQLite would do it inside of a commit")
    }
}

extension StoreFixture {
    /// Writes the log back by a connection of somebody else.
    ///
    /// - Returns: pages.
    fileprivate func elsewhereCheckpoint() throws -> Int {
        try DatabaseQueue(path: path).writeWithoutTransaction {
            try $0.checkpoint(.passive).checkpointedFrameCount
        }
    }
}
