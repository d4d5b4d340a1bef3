package import LoginFlow
package import Secrets
import SessionStore

extension Broker {
    /// The page gives up.
    package func cancel(
        _ id: SessionID, _ poll: PollToken
    ) async throws(BrokerRefusal) -> PageView {
        let digest = Digest(of: poll)
        let answer = try await stored { () async throws(StoreFailure) in
            try await store.change(.id(id)) { change -> Result<SessionRecord, Refusal> in
                guard var record = change.record, record.digests.pollToken == digest
                else { return .failure(.notFound) }
                let outcome = Result { () throws(Refusal) in
                    try record.session.cancel(at: change.now)
                }
                change.record = record
                return outcome.map { record.settled }
            }
        }
        switch answer {
        case .success(let record): return view(of: record, poll)
        case .failure(let refusal): throw BrokerRefusal(refusal)
        }
    }
}
