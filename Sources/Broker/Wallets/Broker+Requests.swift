package import LoginFlow
import Secrets
import SessionStore

/// A request that waits for one person's phone.
package struct WaitingRequest: Sendable {
    package let id: SessionID
    package let relyingParty: RelyingParty
    package let bindingMessage: String?
    /// Seconds.
    package let expiresIn: Int
}

extension Broker {
    /// Requests shown at once; a portal that floods a person must not fill the phone.
    private static var requestLimit: Int { 10 }

    /// What portals have asked of this person without a code (CIBA), for their phone.
    package func requests(
        _ assertion: String, address: String
    ) async throws(BrokerRefusal) -> [WaitingRequest] {
        let statement = try await verify(assertion, acts: [.requests], address: address)
        let now = clock.now()
        let records = try await once { () async throws(StoreFailure) in
            try await store.addressedRequests(
                to: subjects(of: statement), at: now, limit: Self.requestLimit,
                by: statement.used)
        }
        return records.compactMap { record in
            guard case .waiting(let until) = record.session.state, now < until,
                record.session.request.wallets.contains(statement.wallet.id),
                let party = parties[record.session.request.clientID],
                record.session.request.expectedSubject == mark(of: statement, for: party)
            else { return nil }
            return WaitingRequest(
                id: record.id, relyingParty: party,
                bindingMessage: record.session.request.bindingMessage,
                expiresIn: now.wholeSeconds(until: until))
        }
    }

    private func mark(of statement: Statement, for party: RelyingParty) -> String {
        keys.mark(
            ofSubject: subject(wallet: statement.wallet.id, sub: statement.sub, for: party))
    }

    /// Every subject that some portal may know this person by, as requests are addressed to.
    private func subjects(of statement: Statement) -> [String] {
        let askers = parties.all.filter { !$0.isPublic && $0.grantTypes.contains(.ciba) }
        let sectors = Set(askers.map(\.sector))
        return sectors.map { sector in
            let digest = keys.subject(
                wallet: statement.wallet.id, sub: statement.sub, sector: sector)
            return keys.mark(ofSubject: Self.text(digest))
        }
    }
}
