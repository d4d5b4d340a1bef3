import GRDB
import LoginFlow
import SessionStore
import Testing

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
}
