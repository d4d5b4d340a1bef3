import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// Everything that runs out is deleted at its millisecond and not before.
@Suite struct PerishableTests {
    static let tables = [
        "statements", "refresh_tokens", "grants", "sign_ins", "pushed_requests",
        "addressed_requests", "deliveries", "levels", "audit_evidence",
    ]

    let fixture: StoreFixture
    let store: SessionStore

    /// In each table a row that runs out at 125,000 and one that runs out at 129,000.
    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        // Grants that outlive their refresh tokens, so that none goes with its grant.
        for number in 3...4 {
            try await store.apply(
                .issueGrant(
                    .new(number, expiresAt: after(129_000)),
                    .new(number, expiresAt: after(number == 3 ? 125_000 : 129_000))))
        }
        for (number, end) in [(1, after(125_000)), (2, after(129_000))] {
            _ = try await store.useUp(
                UsedStatement(
                    digest: Digest(number: number, kind: 1), forgetAt: end, deviceKey: nil))
            try await store.apply(
                .putSignIn(.new(number, expiresAt: end)),
                .issueGrant(.new(number, expiresAt: end), nil),
                .deliver(.new(number, giveUpAt: end)),
                .raiseLevel(person: Digest(UInt8(number)), level: 3, until: end))
            try await store.push(
                PushedRequest(
                    digest: Digest(number: number, kind: 2), clientID: "portal", parameters: [],
                    expiresAt: end))
            var policy = Policy()
            policy.lifetimes.scan = number == 1 ? 125 : 129
            _ = try await store.create(addressedTo: "ann") { [policy] in
                .new(number, policy: policy, at: $0)
            }
            try await store.change(.id(SessionID(number: number))) { change in
                change.evidence = SignedEvidence(
                    commitment: Digest(1).bytes, person: Digest(1), content: [1], forgetAt: end)
                try change.record?.session.cancel(at: change.now)
            }
        }
    }

    private func rows(_ table: String) async throws -> Int? {
        try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") }
    }

    @Test(arguments: tables)
    func aRowIsDeletedAtItsTime(table: String) async throws {
        let all = table == "grants" ? 4 : 2
        _ = try await store.prune(at: after(124_999))
        #expect(try await rows(table) == all)
        #expect(try await !store.prune(at: after(125_000)))
        #expect(try await rows(table) == all - 1)
        _ = try await store.prune(at: after(128_999))
        #expect(try await rows(table) == all - 1)
        _ = try await store.prune(at: after(129_000))
        #expect(try await rows(table) == 0)
    }

    @Test func aBrowserIsForgottenHalfAYearAfterTheLastLogin() async throws {
        let (person, browser) = (Digest(1), Digest(2))
        try await store.apply(.rememberBrowser(person: person, browser: browser))
        let span = Int64(SessionStore.browserMemory.count) * 1000
        _ = try await store.prune(at: after(span - 1))
        #expect(try await rows("known_browsers") == 1)
        _ = try await store.prune(at: after(span))
        #expect(try await rows("known_browsers") == 0)
    }

    @Test func aDeviceIsForgottenTwoYearsAfterItsLastUse() async throws {
        let day = Int64(86_400_000)
        let device = Device(
            person: Digest(1), kid: "kid", wallet: "one", deviceID: "d", jwk: "{}", attests: [])
        func used(_ number: Int) -> UsedStatement {
            UsedStatement(
                digest: Digest(number: number, kind: 77), forgetAt: after(1),
                deviceKey: .init(person: Digest(1), kid: "kid"))
        }
        func unsigned(_ number: Int) -> UsedStatement {
            UsedStatement(
                digest: Digest(number: number, kind: 78), forgetAt: after(1), deviceKey: nil)
        }
        _ = try await store.enrol(device, word: [1], by: unsigned(1))
        fixture.setClock(day - 1)
        _ = try await store.useUp(used(1))
        fixture.setClock(day)
        _ = try await store.useUp(used(2))
        let span = Int64(SessionStore.deviceMemory.count) * 1000
        _ = try await store.prune(at: after(day + span - 1))
        #expect(try await rows("devices") == 1)
        _ = try await store.prune(at: after(day + span))
        #expect(try await rows("devices") == 0)
        #expect(try await rows("enrolments") == 0)
        #expect(try await rows("revoked_keys") == 0)
        let again = try await store.enrol(device, word: [1], by: unsigned(2))
        guard case .done(.enrolled) = again else {
            Issue.record("a forgotten key may be vouched for again")
            return
        }
    }

    @Test func aRevokedKeyNeverComesBackThoughItsDeviceIsForgotten() async throws {
        let device = Device(
            person: Digest(1), kid: "kid", wallet: "one", deviceID: "d", jwk: "{}", attests: [])
        func statement(_ number: Int) -> UsedStatement {
            UsedStatement(
                digest: Digest(number: number, kind: 79), forgetAt: after(1), deviceKey: nil)
        }
        _ = try await store.enrol(device, word: [1], by: statement(1))
        _ = try await store.revoke(.init(person: Digest(1), kid: "kid"), by: statement(2))
        let span = Int64(SessionStore.deviceMemory.count) * 1000
        _ = try await store.prune(at: after(span))
        #expect(try await rows("devices") == 0)
        let again = try await store.enrol(device, word: [1], by: statement(3))
        guard case .done(.revoked) = again else {
            Issue.record("a revoked key came back")
            return
        }
    }

    /// Whatever has a time to go is in this test; what has none is kept on purpose.
    @Test func noTableIsForgotten() async throws {
        let kept: Set = [
            "facts", "login_sessions", "audit_trail", "audit_checkpoints", "devices", "enrolments",
            "revoked_keys", "known_browsers", "participants", "wallet_keys", "clients",
            "grdb_migrations", "switched_off",
        ]
        let names = try await store.pool.read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
        #expect(Set(names) == kept.union(Self.tables))
    }

    @Test func aFullStepSaysThatThereIsMore() async throws {
        try await store.pool.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE numbers (number) AS
                        (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?)
                    INSERT INTO pushed_requests SELECT randomblob(32), 'portal', x'00', 1
                    FROM numbers
                    """, arguments: [SessionStore.upkeepStep + 1])
        }
        #expect(try await store.prune(at: created))
        #expect(try await !store.prune(at: created))
        #expect(try await rows("pushed_requests") == 2)
    }
}
