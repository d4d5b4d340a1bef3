import FaceCheck
import LoginFlow
import SessionStore

extension Broker {
    /// Takes the verdicts of providers that needed longer. A loop of the server calls it. One that
    /// comes too late for its login session changes nothing.
    ///
    /// - Throws: the last failure; one order that cannot be taken stands in no other's way.
    package func collectFaceVerdicts() async throws(BrokerRefusal) {
        var failure: BrokerRefusal?
        for provider in faceProviders.values {
            for (order, progress) in await provider.poll(at: clock.now()) {
                do throws(BrokerRefusal) {
                    try await settle(order, progress, provider)
                } catch {
                    failure = error
                }
            }
        }
        if let failure { throw failure }
    }

    /// Takes the verdict on one check, if there is one: its provider has called about it.
    func collectFaceVerdict(
        on reference: String, from provider: any FaceProvider
    ) async throws(BrokerRefusal) {
        let decided = await provider.poll(at: clock.now()).first { $0.order.reference == reference }
        if let decided { try await settle(decided.order, decided.progress, provider) }
    }

    private func settle(
        _ order: FaceOrder, _ progress: FaceProgress, _ provider: any FaceProvider
    ) async throws(BrokerRefusal) {
        _ = try await take(progress, for: order)
        await provider.settle(order)
    }

    /// Hands the checks that were open when the broker last ended to their providers again, so that
    /// no verdict is lost.
    package func resumeFaceChecks() async throws(BrokerRefusal) {
        let records = try await stored { () async throws(StoreFailure) in
            try await store.sessions(in: .faceChecking)
        }
        let byProvider = Dictionary(grouping: records) { $0.session.policy.face.provider }
        for (kind, records) in byProvider {
            await faceProviders[kind]?.adopt(
                records.map { faceOrder($0, $0.session.faceCheckNumber) })
        }
    }
}
