import GRDB
import LoginFlow
import Rush
import Testing

@testable import SessionStore

/// Signed statements and the keys that sign them.
@Suite struct StatementTests {
    struct Broken: Error {}

    let fixture: StoreFixture
    let store: SessionStore

    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        try await store.create(1)
    }

    func statement(
        _ number: Int, forgetAt: Moment = after(60_000), key: UsedStatement.DeviceKey? = nil
    ) -> UsedStatement {
        UsedStatement(
            digest: Digest(number: number, kind: 50), forgetAt: forgetAt, deviceKey: key)
    }

    let device = Device(
        person: Digest(30), kid: "k", wallet: "one", deviceID: "phone-1", jwk: "{}",
        attests: ["pin", "face"])
    var key: UsedStatement.DeviceKey { .init(person: device.person, kid: device.kid) }

    /// What became of a statement, as a word.
    func use(_ statement: UsedStatement, fails: Bool = false) async -> String {
        do {
            let outcome = try await store.change(.id(SessionID(number: 1)), by: [statement]) { _ in
                if fails { throw Broken() }
                return true
            }
            return word(outcome)
        } catch {
            return "failed"
        }
    }

    func word(_ outcome: StatementOutcome<some Sendable>) -> String {
        switch outcome {
        case .done(let answer): "done \(answer)"
        case .replayed: "replayed"
        case .keyRevoked: "key revoked"
        case .switchedOff: "switched off"
        }
    }

    @Test func aStatementCountsOnce() async throws {
        #expect(await use(statement(1)) == "done true")
        #expect(await use(statement(1)) == "replayed")
        #expect(await use(statement(2)) == "done true")
        #expect(word(try await store.useUp(statement(2))) == "replayed")
        #expect(word(try await store.useUp(statement(3))) == "done true")
        #expect(await use(statement(3)) == "replayed")
    }

    @Test func ofTwentyParallelUsesOneCounts() async throws {
        let words = try await store.rush(20) { _ in await use(statement(1)) }
        #expect(words.filter { $0 == "done true" }.count == 1)
        #expect(words.filter { $0 == "replayed" }.count == 19)
    }

    @Test func aFailureOfOursUsesNoStatementUp() async {
        #expect(await use(statement(1), fails: true) == "failed")
        #expect(await use(statement(1)) == "done true")
    }

    @Test func aStatementIsRememberedUntilItsOwnEnd() async throws {
        _ = await use(statement(1, forgetAt: after(60_000)))
        _ = try await store.prune(at: after(59_999))
        #expect(await use(statement(1)) == "replayed")
        _ = try await store.prune(at: after(60_000))
        #expect(await use(statement(1)) == "done true")
    }

    /// As long as it says and less than a second longer; those of one moment have one end.
    @Test(arguments: [0, 1, 400, 999]) func statementsOfOneMomentAreForgottenTogether(
        milliseconds: Int64
    ) async throws {
        fixture.setClock(milliseconds)
        _ = await use(statement(1, forgetAt: after(60_000)))
        _ = await use(statement(2, forgetAt: after(59_001 + milliseconds)))
        let ends = try await store.pool.read {
            try Int64.fetchAll($0, sql: "SELECT DISTINCT forget_at FROM statements")
        }
        let (end, now) = (after(60_000), after(milliseconds))
        #expect(ends.count == 1 && (end...after(60_999)).contains(Moment(milliseconds: ends[0])))
        #expect((ends[0] - now.milliseconds) % 1000 == 0)
    }

    // MARK: Device keys

    @Test func aKeyIsEnrolledOnceForOnePerson() async throws {
        #expect(word(try await store.enrol(device, word: [1], by: statement(1))) == "done enrolled")
        #expect(
            word(try await store.enrol(device, word: [1], by: statement(2)))
                == "done alreadyEnrolled")
        #expect(word(try await store.enrol(device, word: [1], by: statement(2))) == "replayed")
        #expect(try await store.device(key) == device)
        #expect(try await store.device(.init(person: Digest(31), kid: "k")) == nil)
        #expect(try await store.device(.init(person: Digest(30), kid: "K")) == nil)
        #expect(await use(statement(3, key: key)) == "done true")
    }

    @Test func enrollingAgainVouchesForWhatIsSaidNow() async throws {
        _ = try await store.enrol(device, word: [1], by: statement(1))
        let more = Device(
            person: device.person, kid: device.kid, wallet: device.wallet,
            deviceID: device.deviceID, jwk: device.jwk, attests: ["pin", "face"])
        #expect(
            word(try await store.enrol(more, word: [1], by: statement(2))) == "done alreadyEnrolled"
        )
        #expect(try await store.device(key)?.attests == ["pin", "face"])
    }

    @Test func aKeyNeverEnrolledOrOfAnotherPersonSignsNothing() async throws {
        _ = try await store.enrol(device, word: [1], by: statement(1))
        let foreign = UsedStatement.DeviceKey(person: Digest(31), kid: "k")
        #expect(await use(statement(2, key: foreign)) == "key revoked")
        #expect(await use(statement(2, key: foreign)) == "replayed", "it is used up all the same")
    }

    @Test func aRevokedKeySignsNothingAndNeverComesBack() async throws {
        _ = try await store.enrol(device, word: [1], by: statement(1))
        #expect(word(try await store.revoke(key, by: statement(2))) == "done true")
        #expect(word(try await store.revoke(key, by: statement(3))) == "done false")
        #expect(await use(statement(4, key: key)) == "key revoked")
        #expect(try await store.device(key) == nil)
        #expect(word(try await store.enrol(device, word: [1], by: statement(5))) == "done revoked")
        #expect(await use(statement(6, key: key)) == "key revoked")
    }
}
