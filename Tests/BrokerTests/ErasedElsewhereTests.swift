import LoginFlow
import SessionStore
import Testing

@testable import Broker

@Suite("A person whom an operator's command erased") struct ErasedElsewhereTests {
    /// The command is another process: nothing tells the running broker but the database.
    @Test func isForgottenByMemoryToo() async throws {
        let fixture = try LoginFixture()
        let (broker, login) = (fixture.broker, try await fixture.start())
        _ = try await fixture.scan(login.frame.payload)
        #expect(broker.store.recall(login.view.id)?.session.claim != nil)
        try await broker.forgetErased()
        #expect(broker.store.recall(login.view.id) != nil, "nobody was erased")
        let command = try fixture.openStoreElsewhere()
        let name = broker.key(of: PersonName(wallet: "one", sub: "zhang-wei"))
        _ = try await command.erase(name, deliveries: [], pushed: [])
        #expect(broker.store.recall(login.view.id) != nil, "it does not know yet")
        try await broker.forgetErased()
        #expect(broker.store.recall(login.view.id) == nil)
        await expectRefusal("notFound") { try await fixture.view(login) }
    }
}
