import LoginFlow
import Testing

@testable import SessionStore

/// The devices of one person, as that person and an operator see them.
@Suite struct DeviceListTests {
    let fixture: StoreFixture
    let store: SessionStore

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        for number in 1...3 { try await enrol("k\(number)", of: 1, at: number) }
        try await enrol("k1", of: 2, at: 9)
    }

    private func enrol(_ kid: String, of person: Int, at milliseconds: Int) async throws {
        fixture.setClock(Int64(milliseconds))
        let device = Device(
            person: Digest(UInt8(person)), kid: kid, wallet: "one", deviceID: "d", jwk: "{}",
            attests: [])
        let word = [UInt8(person), UInt8(milliseconds)]
        _ = try await store.enrol(device, word: word, by: .number(1000 * person + milliseconds))
    }

    private func key(_ kid: String, of person: UInt8 = 1) -> UsedStatement.DeviceKey {
        UsedStatement.DeviceKey(person: Digest(person), kid: kid)
    }

    private func use(_ kid: String, _ use: [UInt8]) async throws {
        try await store.change(.id(SessionID(number: 1))) {
            $0.effects.append(.noteUse(key(kid), use))
        }
    }

    private var listed: [KeptDevice] {
        get async throws { try await store.devices(of: Digest(1)) }
    }

    @Test func theyAreThoseOfOnePersonThatStillSign() async throws {
        #expect(try await listed.map(\.device.kid) == ["k3", "k2", "k1"])
        #expect(try await listed.map(\.words) == [[[1, 3]], [[1, 2]], [[1, 1]]])
        _ = try await store.revoke(key("k2"))
        #expect(try await listed.map(\.device.kid) == ["k3", "k1"])
        #expect(try await store.devices(of: Digest(2)).map(\.device.kid) == ["k1"])
        let everything = try await store.rows(
            of: PersonKey(person: Digest(1), subjectMarks: []))
        #expect(everything.devices.map(\.device.kid) == ["k1", "k2", "k3"])
    }

    @Test func theLastUseIsKeptForOneKeyOfOnePerson() async throws {
        try await use("k1", [1, 2])
        try await use("k1", [3, 4])
        #expect(try await listed.map(\.lastUse) == [nil, nil, [3, 4]])
        #expect(try await store.devices(of: Digest(2)).map(\.lastUse) == [nil])
        _ = try await store.revoke(key("k1"))
        let kept = try await store.rows(of: PersonKey(person: Digest(1), subjectMarks: []))
        #expect(kept.devices.first?.revokedAt != nil && kept.devices.first?.lastUse == nil)
    }

    @Test func aStatementShowsThemOnceAndNotToARevokedKey() async throws {
        let shown = try await store.devices(of: Digest(1), by: .number(1))
        #expect(shown.answer?.count == 3)
        #expect(try await store.devices(of: Digest(1), by: .number(1)).isReplayed)
        _ = try await store.revoke(key("k1"))
        let late = UsedStatement(digest: Digest(77), forgetAt: after(60_000), deviceKey: key("k1"))
        guard case .keyRevoked = try await store.devices(of: Digest(1), by: late) else {
            Issue.record("a revoked key sees the list")
            return
        }
    }

    @Test func aHundredAreShownTheLastUsedOnes() async throws {
        for number in 4...103 { try await enrol("k\(number)", of: 1, at: number) }
        let kids = try await listed.map(\.device.kid)
        #expect(kids.count == 100 && kids.first == "k103" && kids.last == "k4")
    }
}
