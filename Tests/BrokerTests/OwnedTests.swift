import LoginFlow
import Secrets
import SessionStore
import Testing

@testable import Broker

@Suite("Whose login it is") struct OwnedTests {
    /// A login in memory is found without the disk, and one that never was is looked for there. A
    /// stranger must not tell the one from the other by the time it takes.
    @Test func aStrangersQuestionGoesToTheDiskWhetherThereIsALoginOrNot() async throws {
        let fixture = try LoginFixture()
        let login = try await fixture.start()
        let strangers = PollToken(bytes: [UInt8](repeating: 1, count: SecretSize.pollToken))
        let unknown = try #require(SessionID(bytes: [UInt8](repeating: 1, count: 16)))
        try fixture.broker.store.close()
        _ = try await fixture.broker.owned(login.view.id, login.pollToken)
        for id in [login.view.id, unknown] {
            do {
                _ = try await fixture.broker.owned(id, strangers)
                Issue.record("not refused")
            } catch {
                guard case .unavailable = error else {
                    Issue.record("refused as \(error), without a look at the disk")
                    continue
                }
            }
        }
    }
}
