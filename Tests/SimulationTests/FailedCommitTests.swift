import Broker
import LoginFlow
import Testing

/// What was told to have failed has not happened, and does not happen later.
@Suite(.timeLimit(.minutes(1))) struct FailedCommitTests {
    @Test func aCommitWhoseFlushFailedDoesNotComeBackWithACrash() async throws {
        let world = try World(seed: 1)
        try world.check()
        world.disk.arrange(.brokenFlush(count: 1))
        let (asked, _) = world.request("plain")
        let requester = world.requester
        let outcome = try await world.perform(
            Call(kind: .start, subject: "plain") { (broker) async throws(BrokerRefusal) in
                .started(try await broker.start(asked, requester: requester))
            })
        guard case .failure(.unavailable) = outcome else {
            Issue.record("the page was told \(String(describing: outcome))")
            return
        }
        try await world.restart()
        try world.check()
        #expect(world.snapshot?.audit == [])
        #expect(world.wrongs == [])
    }
}
