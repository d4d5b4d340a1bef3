import GRDB
import LoginFlow
import Testing

@testable import SessionStore

@Suite struct UpkeepTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    @Test func deadlinesTakeEffectAtTheirMillisecond() async throws {
        let store = try fixture.open()
        try await store.create(1)
        fixture.setClock(119_999)
        #expect(try await store.expireOverdue(at: after(119_999)) == 0)
        fixture.setClock(120_000)
        #expect(try await store.expireOverdue(at: after(120_000)) == 1)
        #expect(try await store.expireOverdue(at: after(120_000)) == 0)
        let told = fixture.published.last?.map(\.session.state)
        #expect(told == [.expired(.unscanned)])
    }

    /// The look and the write are two steps; what the write sees counts.
    @Test func aLoginSessionThatWentOnMeanwhileIsNotExpired() async throws {
        let store = try fixture.open()
        try await store.create(1)
        #expect(try await store.expireOverdue(at: after(120_000)) == 0, "the clock says otherwise")
        #expect(try await store.read(SessionID(number: 1))?.session.state.status == .waiting)
    }

    @Test func manyAreExpiredInSteps() async throws {
        let store = try fixture.open(queueCapacity: 2_000)
        let count = SessionStore.upkeepStep + 20
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count { group.addTask { try await store.create(number) } }
            try await group.waitForAll()
        }
        fixture.setClock(200_000)
        #expect(try await store.liveCount() == count)
        #expect(try await store.expireOverdue(at: after(200_000)) == SessionStore.upkeepStep)
        #expect(try await store.expireOverdue(at: after(200_000)) == 20)
        #expect(try await store.liveCount() == 0)
        try AuditReader.expectChain(fixture)
    }

    @Test func anEndedLoginSessionIsReadableForItsTimeAndThenGone() async throws {
        let store = try fixture.open()
        let record = try await store.create(1)
        try await store.create(2)
        try await store.apply(1) { session, now throws(Refusal) in try session.cancel(at: now) }
        _ = try await store.prune(at: after(899_999))
        #expect(try await store.read(record.id)?.session.state == .cancelled)
        #expect(try await !store.prune(at: after(900_000)), "nothing more to do")
        #expect(try await store.read(record.id) == nil)
        #expect(try await store.read(SessionID(number: 2)) != nil, "one that is not over stays")
        #expect(try AuditReader.rows(fixture).count == 3, "the audit trail stays")
    }

    @Test func forgettingSaysWhenThereIsMore() async throws {
        let store = try fixture.open()
        for number in 0...SessionStore.upkeepStep {
            try await store.create(number)
            try await store.apply(number) { session, now throws(Refusal) in
                try session.cancel(at: now)
            }
        }
        #expect(try await store.prune(at: after(900_000)), "a full step")
        #expect(try await !store.prune(at: after(900_000)), "the one that was left")
        let rows = try fixture.elsewhere {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM login_sessions")
        }
        #expect(rows == 0)
    }

    @Test func grantsAreKeptUntilTheyRunOut() async throws {
        let store = try fixture.open()
        let record = try await store.create(1)
        let id = GrantID(bytes: [UInt8](repeating: 70, count: 16))!
        let signIn = SignInID(bytes: [UInt8](repeating: 71, count: 16))!
        let grant = Grant(
            id: id, session: record.id, signIn: signIn, clientID: "portal",
            scopes: ["openid", "email"], facts: [1, 2, 3], keyThumbprint: "key",
            isOffline: true, expiresAt: after(5_000))
        try await store.change(.id(record.id)) { $0.effects.append(.issueGrant(grant, nil)) }
        #expect(try await store.grant(id) == grant)
        #expect(try await store.grant(GrantID(bytes: signIn.bytes)!) == nil)
        try await store.change(.id(record.id)) { $0.effects.append(.revokeGrant(record.id)) }
        #expect(try await store.grant(id)?.isRevoked == true)
        _ = try await store.prune(at: after(4_999))
        #expect(try await store.grant(id) != nil)
        _ = try await store.prune(at: after(5_000))
        #expect(try await store.grant(id) == nil)
    }

    @Test func aBrowserIsKnownToItsPersonOnly() async throws {
        let store = try fixture.open()
        let record = try await store.create(1)
        func isKnown(_ browser: UInt8, of person: UInt8) async throws -> Bool {
            try await store.change(.id(record.id)) {
                try $0.isKnown(browser: Digest(browser), of: Digest(person))
            }
        }
        #expect(try await !isKnown(1, of: 2))
        for _ in 0..<2 {
            try await store.change(.id(record.id)) {
                $0.effects.append(.rememberBrowser(person: Digest(2), browser: Digest(1)))
            }
        }
        #expect(try await isKnown(1, of: 2))
        #expect(try await !isKnown(1, of: 3))
        #expect(try await !isKnown(2, of: 2))
    }

    @Test func theProbeWrites() async throws {
        let store = try fixture.open()
        try await store.probe()
        try await store.probe()
        let rows = try fixture.elsewhere {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM facts WHERE name = 'last probe'")
        }
        #expect(rows == 1)
    }

    @Test func memoryIsBounded() {
        var recent = RecentSessions()
        for number in 0..<RecentSessions.capacity + 10 { recent.remember(committed: .new(number)) }
        for number in 0..<10 { #expect(recent[SessionID(number: number)] == nil) }
        for number in [10, RecentSessions.capacity, RecentSessions.capacity + 9] {
            #expect(recent[SessionID(number: number)] != nil)
        }
    }
}
