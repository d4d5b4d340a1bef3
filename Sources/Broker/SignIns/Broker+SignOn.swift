package import LoginFlow
package import Secrets
import SessionStore
import StrictJSON

extension Broker {
    /// The sign-in that a browser shows a cookie for, while it lasts.
    func signIn(of browser: SignInToken?) async throws(BrokerRefusal) -> JoinedSignIn? {
        guard let browser else { return nil }
        let joined = try await stored { () async throws(StoreFailure) in
            try await store.signIn(cookie: Digest(of: browser))
        }
        guard let joined, clock.now() < joined.signIn.expiresAt else { return nil }
        return joined
    }

    /// The cookie of the sign-in that an approved login leads to; `nil` where the browser keeps the
    /// one it has, because the same person is behind it.
    package func signInToken(
        for view: PageView, _ poll: PollToken
    ) async throws(BrokerRefusal) -> SignInToken? {
        guard view.result != nil, !view.isSignedOn else { return nil }
        let record = try await owned(view.id, poll)
        // The others end in a verified identity, not in a login.
        guard record.session.request.purpose == .login else { return nil }
        if let former = record.session.request.formerSignIn, let approval = approval(of: record) {
            let known = try await stored { () async throws(StoreFailure) in
                try await store.signIns(.id(former.id))
            }
            let person = keys.person(wallet: approval.wallet, sub: approval.sub)
            if known.contains(where: { $0.signIn.person == person }) { return nil }
        }
        return keys.signInToken(for: keys.authorizationCode(for: poll))
    }

    /// The person at a signed-in browser agrees, so that no scan is needed.
    ///
    /// - Parameters:
    ///   - browser: its sign-in as it is now; the page may be older than a logout.
    ///   - scopes: names granted; required ones must be among them.
    package func signOn(
        _ id: SessionID, _ poll: PollToken, browser: SignInToken?, scopes: [String]
    ) async throws(BrokerRefusal) -> PageView {
        view(of: try await signOn(id, poll, browser, granted: scopes), poll)
    }

    func signOn(
        _ id: SessionID, _ poll: PollToken, _ browser: SignInToken?, granted: [String]
    ) async throws(BrokerRefusal) -> SessionRecord {
        guard let browser else { throw .oauth(.loginRequired) }
        let (digest, cookie) = (Digest(of: poll), Digest(of: browser))
        let outcome = try await stored { () async throws(StoreFailure) in
            try await store.change(.id(id)) { change in
                try self.signOn(&change, digest, cookie, granted)
            }
        }
        return try outcome.get()
    }

    /// The decision, inside the transaction.
    private func signOn(
        _ change: inout StoreChange, _ poll: Digest, _ cookie: Digest, _ granted: [String]
    ) throws -> Result<SessionRecord, BrokerRefusal> {
        guard var record = change.record, record.digests.pollToken == poll,
            let former = record.session.request.formerSignIn, let until = former.answersUntil
        else { return .failure(.notFound) }
        guard let joined = try change.signIn(former.id), joined.signIn.cookie == cookie,
            change.now < min(until, joined.signIn.expiresAt),
            let identity = identity(of: joined.signIn), !wallets.isOff(identity.claim.wallet)
        else { return .failure(.oauth(.loginRequired)) }
        let asked = record.session.request.scopes
        guard granted.allSatisfy({ name in asked.contains { $0.name == name } })
        else { return .failure(.invalidRequest(parameter: "scopes")) }
        guard asked.allSatisfy({ !$0.isRequired || granted.contains($0.name) })
        else { return .failure(.missingAsk("consent")) }
        let outcome = Result { () throws(Refusal) in
            let claim = identity.claim.with(person: joined.signIn.person)
            try record.session.signOn(as: claim, at: change.now)
        }
        if case .success = outcome, record.person == nil {
            var approval = identity.approval
            approval.scopes = asked.map(\.name).filter(granted.contains)
            approval.amr = identity.methods
            approval.heldLevel = try change.heldLevel(of: joined.signIn.person)
            approval.isFromSignIn = true
            record.person = try seal(approval, for: record.id)
        }
        change.record = record
        return outcome.map { record.settled }.mapError { BrokerRefusal($0) }
    }
}
