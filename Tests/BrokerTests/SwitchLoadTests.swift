import GRDB
import LoginFlow
import SessionStore
import StrictJSON
import Testing
import Tokens

@testable import Broker

/// What a switching costs, and what it costs when the store cannot keep up.
@Suite struct SwitchLoadTests {
    let fixture: LoginFixture
    var broker: Broker { fixture.broker }

    init() async throws {
        fixture = try LoginFixture()
        _ = try await broker.takeUpSwitches()
    }

    /// Reading all that lives four times a second would be the last straw.
    @Test func endingThatFailedIsTriedAgainLater() async throws {
        let login = try await fixture.start()
        let pool = try DatabaseQueue(path: fixture.databasePath)
        try await pool.write {
            try $0.execute(
                sql: """
                    CREATE TRIGGER broken BEFORE UPDATE ON login_sessions
                    BEGIN SELECT RAISE(ABORT, 'broken'); END
                    """)
        }
        _ = try await broker.store.switchOff(.portal("portal"), reason: nil)
        func takeUp() async throws -> [SwitchNews] { try await broker.takeUpSwitches() }
        await #expect(throws: StoreFailure.self) { try await takeUp() }
        try await pool.write { try $0.execute(sql: "DROP TRIGGER broken") }
        fixture.setClock(decided + Seconds(1))
        await #expect(throws: StoreFailure.self) { try await takeUp() }
        #expect(try await fixture.record(login).session.state.status == .waiting)
        fixture.setClock(decided + Seconds(2))
        #expect(try await takeUp().count == 1)
        #expect(try await fixture.record(login).session.state == .expired(.switchedOff))
        #expect(try await takeUp().isEmpty)
    }

    // MARK: Why refusals in the name of what is off need no limit

    @Test func forAWalletThatIsOffNothingIsLookedUp() async throws {
        try await fixture.enrol()
        _ = try await broker.store.switchOff(.wallet("one"), reason: nil)
        try broker.store.close()
        for signer in [LoginFixture.Signer.wallet, .device] {
            await expectRefusal("invalidAssertion") {
                try await fixture.scan("https://x", by: signer)
            }
        }
    }

    @Test func forAKeyThatIsOffNothingIsLookedUp() async throws {
        let kid = fixture.walletKey.publicKey.kid
        _ = try await broker.store.switchOff(.walletKey(wallet: "one", kid: kid), reason: nil)
        try broker.store.close()
        await expectRefusal("invalidAssertion") { try await fixture.scan("https://x") }
    }

    @Test func forAPortalThatIsOffNothingIsLookedUp() async throws {
        let key = SigningKey.newES256()
        let fixture = try LoginFixture(
            .init().with { $0.authentication = .keys(KeySet([key.publicKey])) })
        let store = fixture.broker.store
        let now = fixture.broker.clock.now().seconds
        let claims: JSONObject = [
            "iss": "portal", "sub": "portal", "aud": .string(LoginFixture.issuer), "jti": "1",
            "exp": .integer(now + 60),
        ]
        let jwt = try CompactJWS.signed(claims, type: "JWT", by: key)
        _ = try await store.switchOff(.portal("portal"), reason: nil)
        try store.close()
        await expectRefusal("invalidClient") {
            try await fixture.broker.client(
                .assertion(clientID: nil, jwt: jwt), path: "/token", address: LoginFixture.address)
        }
    }
}
