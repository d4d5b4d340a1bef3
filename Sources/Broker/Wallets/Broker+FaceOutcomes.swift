import FaceCheck
import LoginFlow
import SessionStore

extension Broker {
    /// Takes the verdicts of providers that needed longer. A loop of the server calls it. One that
    /// comes too late for its login session changes nothing.
    package func collectFaceVerdicts() async throws(BrokerRefusal) {
        for provider in faceProviders.values {
            for (order, progress) in await provider.poll(at: clock.now()) {
                _ = try await take(progress, for: order)
                await provider.settle(order)
            }
        }
    }

    /// Hands the checks that were open when the broker last ended to their providers again, so that
    /// no verdict is lost.
    package func resumeFaceChecks() async throws(BrokerRefusal) {
        let sessions = try await stored { () async throws(StoreFailure) in
            try await store.sessions(in: .faceChecking)
        }
        let byProvider = Dictionary(grouping: sessions) { $0.policy.face.provider }
        for (kind, sessions) in byProvider {
            let orders = sessions.map { faceOrder($0.id, $0.faceCheckNumber) }
            await faceProviders[kind]?.adopt(orders)
        }
    }
}
