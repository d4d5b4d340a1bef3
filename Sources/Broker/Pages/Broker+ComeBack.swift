import Base64URL
package import LoginFlow
package import Secrets
import SessionStore

extension Broker {
    /// The app has brought the person back to the browser that began, which shows it by its poll
    /// token; that the app did so is shown by what the app was given.
    package func comeBack(
        _ id: SessionID, _ poll: PollToken, token: String
    ) async throws(BrokerRefusal) -> PageView {
        let digest = Digest(of: poll)
        let outcome = try await stored { () async throws(StoreFailure) in
            try await store.change(.id(id)) { change in
                try self.comeBack(&change, digest, token)
            }
        }
        return view(of: try outcome.get(), poll)
    }

    /// The decision, inside the transaction.
    private func comeBack(
        _ change: inout StoreChange, _ poll: Digest, _ token: String
    ) throws -> Result<SessionRecord, BrokerRefusal> {
        guard var record = change.record, record.digests.pollToken == poll
        else { return .failure(.notFound) }
        guard let claim = record.session.claim else { return .failure(.notNow) }
        let right = keys.returnToken(for: record.id, claim: claim)
        guard let bytes = Base64URL.decode(token), Digest(bytes: bytes) == right
        else { return .failure(.wrongReturn) }
        let (before, wasApproved) = (record.session.state, record.session.isApproved)
        let outcome = Result { () throws(Refusal) in
            try record.session.complete(.returnToPage, cause: .comeBack, at: change.now)
        }
        if !wasApproved { keepLevels(of: record, &change) }
        change.record = record
        countFailure(record, after: before)
        return outcome.map { record.settled }.mapError { BrokerRefusal($0) }
    }

    /// Where the app takes the person once it has done its part; `nil` while it has not, or where
    /// the page is on another device.
    func returnAddress(of session: LoginSession) -> String? {
        guard case .confirmed = session.state, let claim = session.claim,
            session.policy.requiredActions.contains(.returnToPage)
        else { return nil }
        let token = Base64URL.encode(keys.returnToken(for: session.id, claim: claim).bytes)
        return switch session.request.returnPlace {
        case .hosted: "\(settings.issuer)/return/\(session.id.text)#\(token)"
        case .page(let address): "\(address)#qr_return=\(session.id.text).\(token)"
        case nil: nil
        }
    }
}
