import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// The levels that people keep beyond one login.
@Suite struct LevelTests {
    let fixture: StoreFixture
    let store: SessionStore

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.open()
    }

    private func held(_ person: UInt8, in store: SessionStore? = nil) async throws -> Int {
        try await (store ?? self.store).change(.id(SessionID(number: 0))) {
            try $0.heldLevel(of: Digest(person))
        }
    }

    private func raise(_ person: UInt8, _ level: Int, until milliseconds: Int64) async throws {
        try await store.apply(
            .raiseLevel(person: Digest(person), level: level, until: after(milliseconds)))
    }

    @Test func aPersonHoldsWhatTheyHaveReachedAndNobodyElse() async throws {
        #expect(try await held(1) == 0)
        try await raise(1, 3, until: 60_000)
        #expect(try await held(1) == 3)
        #expect(try await held(2) == 0)
        #expect(try await held(1, in: fixture.open()) == 3, "after a restart")
    }

    @Test func theHighestCountsAndThenTheNext() async throws {
        try await raise(1, 2, until: 9_000)
        try await raise(1, 4, until: 5_000)
        try await raise(1, 3, until: 7_000)
        for (now, level) in [
            (0, 4), (4_999, 4), (5_000, 3), (6_999, 3), (7_000, 2), (8_999, 2), (9_000, 0),
        ] as [(Int64, Int)] {
            fixture.setClock(now)
            #expect(try await held(1) == level, "\(now)")
        }
    }

    /// A login that proves less, or lasts less, takes nothing away.
    @Test func aLevelIsNeverLoweredNorShortened() async throws {
        try await raise(1, 3, until: 9_000)
        try await raise(1, 2, until: 20_000)
        try await raise(1, 3, until: 4_000)
        #expect(try await held(1) == 3)
        fixture.setClock(8_999)
        #expect(try await held(1) == 3)
        try await raise(1, 3, until: 12_000)
        fixture.setClock(11_999)
        #expect(try await held(1) == 3)
        fixture.setClock(12_000)
        #expect(try await held(1) == 2)
    }

    @Test func whatRanOutIsForgotten() async throws {
        try await raise(1, 3, until: 5_000)
        try await raise(1, 2, until: 9_000)
        try await raise(2, 2, until: 5_001)
        _ = try await store.prune(at: after(5_000))
        let left = try await store.pool.read { database in
            try Int.fetchAll(database, sql: "SELECT until FROM levels ORDER BY until")
        }
        #expect(left == [after(5_001).milliseconds, after(9_000).milliseconds].map { Int($0) })
        #expect(try await held(1) == 2)
    }

    /// A phone that is lost may have been somebody else's for a while.
    @Test func aLevelGoesWithARevokedKey() async throws {
        func device(_ person: UInt8, _ kid: String) -> Device {
            Device(
                person: Digest(person), kid: kid, wallet: "one", deviceID: "d", jwk: "{}",
                attests: [])
        }
        for (number, device) in [device(1, "a"), device(1, "b"), device(2, "a")].enumerated() {
            _ = try await store.enrol(device, word: [1], by: .number(number))
        }
        try await raise(1, 2, until: 60_000)
        try await raise(1, 3, until: 60_000)
        try await raise(2, 3, until: 60_000)
        func revoke(_ kid: String, _ number: Int) async throws -> Bool? {
            try await store.revoke(
                UsedStatement.DeviceKey(person: Digest(1), kid: kid), by: .number(number)
            ).answer
        }
        #expect(try await revoke("unknown", 10) == false)
        #expect(try await held(1) == 3, "nothing was revoked")
        #expect(try await revoke("a", 11) == true)
        #expect(try await held(1) == 0)
        #expect(try await held(2) == 3)
        try await raise(1, 3, until: 60_000)
        #expect(try await revoke("a", 12) == false)
        #expect(try await held(1) == 3, "reached with another phone since")
    }

    @Test(arguments: [(1, false), (2, true), (4, true), (5, false)])
    func levelsHaveBounds(level: Int, isGood: Bool) async throws {
        do {
            try await raise(1, level, until: 5_000)
            #expect(isGood)
        } catch {
            #expect(!isGood)
        }
        #expect(try await held(1) == (isGood ? level : 0))
    }

    @Test func aPersonIsADigestAndHoldsEachLevelOnce() async throws {
        try await raise(1, 3, until: 5_000)
        for sql in [
            "INSERT INTO levels SELECT person, level, until + 1 FROM levels",
            "INSERT INTO levels VALUES (x'00', 3, 1)", "INSERT INTO levels VALUES ('ann', 3, 1)",
            "UPDATE levels SET until = NULL",
        ] {
            await #expect(throws: DatabaseError.self) {
                try await store.pool.write { try $0.execute(sql: sql) }
            }
        }
    }
}

/// What a restart takes up.
@Suite struct ResumeTests {
    let fixture: StoreFixture
    let store: SessionStore

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.open()
    }

    private var checking: Policy {
        var policy = Policy()
        policy.asks = [.face]
        return policy
    }

    @Test func onlyThoseOfTheStateAreFoundTheYoungestFirst() async throws {
        for number in 1...5 {
            fixture.setClock(Int64(number) * 1_000)
            try await store.create(number, policy: checking)
            if number == 2 { continue }
            #expect(try await store.scan(number) == nil)
            if number < 5 { #expect(try await store.confirm(number) == nil) }
        }
        try await store.apply(3) { session, now throws(Refusal) in try session.cancel(at: now) }
        for store in [store, try fixture.open()] {
            let found = try await store.sessions(in: .faceChecking)
            #expect(found.map(\.id) == [SessionID(number: 4), SessionID(number: 1)])
            #expect(found.first?.session.policy == checking)
            #expect(try await store.sessions(in: .waiting).map(\.id) == [SessionID(number: 2)])
            #expect(try await store.sessions(in: .scanned).map(\.id) == [SessionID(number: 5)])
            #expect(try await store.sessions(in: .approved).isEmpty)
            #expect(try await store.sessions(in: .cancelled).isEmpty, "it is over")
        }
    }

    @Test func aPersonOnTheWayBackIsStillOnItAfterARestart() async throws {
        try await store.create(1)
        try await store.apply(1) { session, now throws(Refusal) in
            var attempt = ScanAttempt(
                claim: .phone, policy: session.policy, subject: "x", isFresh: true, risk: .allow)
            attempt.isSameDevice = true
            try session.scan(attempt, at: now)
        }
        #expect(try await store.confirm(1) == nil)
        let again = try fixture.open()
        #expect(try await again.read(SessionID(number: 1))?.session.hint == .returnToPage)
        let refusal = try await again.apply(1) { session, now throws(Refusal) in
            try session.complete(.returnToPage, cause: .comeBack, at: now)
        }
        #expect(refusal == nil)
        #expect(try await again.read(SessionID(number: 1))?.session.state.status == .approved)
        try AuditReader.expectChain(fixture)
    }
}
