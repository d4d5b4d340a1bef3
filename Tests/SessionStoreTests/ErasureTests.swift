import Foundation
import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// What is erased is nowhere in the files; what is not is all there.
@Suite struct ErasureTests {
    let fixture: StoreFixture
    let store: SessionStore

    /// Two people, with the same of everything.
    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        for number in 1...2 {
            let person = Digest(UInt8(number))
            _ = try await store.signIn(number, person: UInt8(number))
            try await store.apply(
                .rememberBrowser(person: person, browser: Digest(7)),
                .raiseLevel(person: person, level: 3, until: after(1_000_000)))
            _ = try await store.enrol(
                Device(
                    person: person, kid: "kid-of-\(number)", wallet: "one", deviceID: "d",
                    jwk: "{}", attests: []),
                word: Self.secret("word", number), by: .number(100 + number))
            _ = try await store.create(addressedTo: "mark-of-\(number)") { now in
                var record = SessionRecord.new(50 + number, at: now)
                record.person = Self.secret("person", number)
                return record
            }
            let claim = Claim(
                wallet: "one", device: Digest(9), deviceKey: nil, person: person)
            _ = try await store.scan(50 + number, by: claim)
            try await store.change(.id(SessionID(number: 50 + number))) { change in
                change.record?.person = Self.secret("person", number)
                change.evidence = SignedEvidence(
                    commitment: Digest(3).bytes, person: person,
                    content: Self.secret("statement", number), forgetAt: after(1_000_000))
                try change.record?.session.deny(by: claim, reason: .notMe, at: change.now)
            }
        }
    }

    private static func secret(_ kind: String, _ number: Int) -> [UInt8] {
        Array("\(kind) of person \(number), to the letter".utf8)
    }

    private func key(_ number: Int) -> PersonKey {
        PersonKey(person: Digest(UInt8(number)), subjectMarks: ["mark-of-\(number)"])
    }

    private func files() -> [UInt8] {
        ["", "-wal"].flatMap { suffix in
            Array(FileManager.default.contents(atPath: fixture.path + suffix) ?? Data())
        }
    }

    private func traces(_ number: Int) -> [[UInt8]] {
        [
            Digest(UInt8(number)).bytes, Self.secret("word", number),
            Self.secret("person", number), Self.secret("statement", number),
            Array("kid-of-\(number)".utf8), Array("mark-of-\(number)".utf8),
        ]
    }

    private func found(_ number: Int) -> Int {
        let files = Data(files())
        return traces(number).count { files.range(of: Data($0)) != nil }
    }

    @Test func nothingIsLeftInAnyFile() async throws {
        #expect(found(1) == traces(1).count)
        let counts = try await store.erase(key(1), deliveries: [], pushed: [])
        #expect(found(1) == 0)
        #expect(found(2) == traces(2).count)
        let gone = Dictionary(uniqueKeysWithValues: counts.map { ($0.table, $0.count) })
        for table in [
            "sign_ins", "devices", "known_browsers", "levels", "audit_evidence",
            "addressed_requests", "login_sessions",
        ] {
            #expect(gone[table] == 1, "\(table)")
        }
    }

    @Test func whatUpkeepDeletesIsLeftInNoFile() async throws {
        _ = try await store.prune(at: after(2_000_000))
        let files = Data(files())
        for number in 1...2 {
            for kind in ["person", "statement"] {
                #expect(files.range(of: Data(Self.secret(kind, number))) == nil, "\(kind)")
            }
        }
    }

    @Test func theLogForgetsWithinFiveMinutes() async throws {
        let secret = Data(Self.secret("person", 1))
        _ = try await store.prune(at: after(800_000))
        _ = try await store.prune(at: after(1_000_000))
        #expect(try await store.read(SessionID(number: 51)) == nil, "deleted")
        _ = try await store.prune(at: after(1_099_999))
        #expect(Data(files()).range(of: secret) != nil, "in the log or under it")
        _ = try await store.prune(at: after(1_100_000))
        #expect(Data(files()).range(of: secret) == nil)
    }

    /// An operator's `audit verify` may take minutes; nothing fails by it, and nothing is forgotten.
    @Test func whileSomebodyReadsTheLogStaysUntilTheyAreDone() async throws {
        let secret = Data(Self.secret("person", 1))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let outside = try DatabaseQueue(path: fixture.path, configuration: configuration)
        try await outside.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN")
            _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM login_sessions")
        }
        _ = try await store.prune(at: after(1_000_000))
        _ = try await store.prune(at: after(1_000_001))
        #expect(Data(files()).range(of: secret) != nil)
        try await outside.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
        _ = try await store.prune(at: after(1_000_002))
        #expect(Data(files()).range(of: secret) == nil)
        let patience = try await store.pool.writeWithoutTransaction {
            try Int.fetchOne($0, sql: "PRAGMA busy_timeout")
        }
        #expect(patience == SessionStore.busyTimeout, "other writes wait as before")
    }

    @Test func theTrailStays() async throws {
        let before = try AuditReader.rows(fixture)
        _ = try await store.erase(key(1), deliveries: [], pushed: [])
        #expect(try AuditReader.rows(fixture) == before)
        #expect(AuditReader.firstBreak(before) == nil)
    }

    @Test func everythingOfAPersonIsFoundAndNothingOfOthers() async throws {
        let rows = try await store.rows(of: key(1))
        #expect(rows.sessions.map(\.id) == [SessionID(number: 51)])
        #expect(rows.signIns.count == 1)
        #expect(rows.devices.map(\.device.kid) == ["kid-of-1"])
        #expect(rows.devices.first?.words == [Self.secret("word", 1)])
        #expect(rows.browsers.map(\.mark) == [Digest(7)])
        #expect(rows.levels.map(\.level) == [3])
        #expect(rows.statements.map(\.content) == [Self.secret("statement", 1)])
        #expect(rows.requests.map(\.client) == ["portal"])
        _ = try await store.erase(key(1), deliveries: [], pushed: [])
        let left = try await store.rows(of: key(1))
        #expect(left.sessions.isEmpty && left.signIns.isEmpty && left.devices.isEmpty)
        #expect(left.statements.isEmpty && left.requests.isEmpty && left.levels.isEmpty)
        #expect(try await store.rows(of: key(2)).statements.count == 1)
    }

    @Test func memoryForgetsToo() async throws {
        let id = SessionID(number: 51)
        #expect(store.recall(id) != nil)
        let before = try await store.erasuresVersion()
        _ = try await store.erase(key(1), deliveries: [], pushed: [])
        #expect(store.recall(id) == nil)
        #expect(try await store.read(id) == nil)
        #expect(try await store.erasuresVersion() == before + 1)
        #expect(store.recall(SessionID(number: 52)) != nil)
        store.forgetMemory()
        #expect(store.recall(SessionID(number: 52)) == nil)
        #expect(try await store.read(SessionID(number: 52)) != nil)
    }
}
