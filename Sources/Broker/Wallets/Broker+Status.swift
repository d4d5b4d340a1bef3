package import LoginFlow
import SessionStore
import WaitingRoom

extension Broker {
    /// How the login stands, for the phone that claimed it; waits like a page.
    package func status(
        _ assertion: String, address: String, after version: Int64, wait: Seconds
    ) async throws(BrokerRefusal) -> WatchOutcome<DecisionAnswer> {
        let statement = try await verify(assertion, acts: [.status], address: address)
        let id = try statement.sessionID()
        let record = try await stored { () async throws(StoreFailure) in try await store.read(id) }
        guard let claim = record?.session.claim, claim.isSame(as: statement.claim)
        else { throw .notFound }
        let deadline = deadline(after: wait)
        switch try await watch(id, group: .phone, after: version, until: deadline) {
        case .view(let record):
            var answer = answer(of: record.session, now: clock.now())
            // A check that was decided elsewhere is heard of here first.
            answer.faceReason = record.session.faceVerdicts.last?.reason
            return .view(answer)
        case .unchanged(let version): return .unchanged(version: version)
        case .closing(let version): return .closing(version: version)
        }
    }
}
