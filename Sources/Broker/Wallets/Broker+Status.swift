package import LoginFlow
import SessionStore

extension Broker {
    /// The wait of the phone that claimed the login and asks how it stands.
    package func phoneWait(
        _ assertion: String, address: String, after version: Int64, wait: Seconds
    ) async throws(BrokerRefusal) -> Wait {
        let statement = try await verify(assertion, acts: [.status], address: address)
        let id = try statement.sessionID()
        let record = try await stored { () async throws(StoreFailure) in try await store.read(id) }
        guard let claim = record?.session.claim, claim.isSame(as: statement.claim)
        else { throw .notFound }
        return Wait(id: id, viewer: .phone, version: version, deadline: deadline(after: wait))
    }

    /// How the login stands, for its phone.
    func status(of record: SessionRecord) -> DecisionAnswer {
        var answer = answer(of: record.session, now: clock.now())
        // A check that was decided elsewhere is heard of here first.
        answer.faceReason = record.session.faceVerdicts.last?.reason
        return answer
    }
}
