import LoginFlow
import SessionStore
import StrictJSON
import Testing

@testable import Broker

@Suite("Statements that come again") struct ReplayTests {
    /// A clock that ran ahead is set back, and statements that had run out are good once more: those
    /// that were used are remembered for longer than that.
    @Test func aUsedOneIsKnownAfterTheClockWasSetBack() async throws {
        let fixture = try LoginFixture()
        let login = try await fixture.start()
        let statement = try fixture.statement("scan", ["qr": .string(login.frame.payload)])
        _ = try await fixture.broker.scan(statement, address: LoginFixture.address)
        let late = decided + 60 + 299
        fixture.setClock(late)
        _ = try await fixture.broker.store.prune(at: late)
        fixture.setClock(decided)
        await expectRefusal("replayedAssertion") {
            try await fixture.broker.scan(statement, address: LoginFixture.address)
        }
    }
}
