package import LoginFlow
package import Secrets
import SessionStore
import StrictJSON

extension Broker {
    /// Starts a login session for a browser that came through `/authorize`, and lets the browser's
    /// sign-in answer at once where it may.
    ///
    /// - Throws: `loginRequired` or `consentRequired` where nothing may be shown (`prompt=none`).
    package func authorize(
        _ asked: StartRequest, requester: Requester
    ) async throws(BrokerRefusal) -> StartedLogin {
        var checked = try check(asked)
        try require(.authorizationCode, of: checked.party)
        let joined = try await signIn(of: asked.browser)
        let verdict = verdict(asked, checked, joined)
        if asked.prompt.contains(.none) && verdict != .answer {
            throw .oauth(verdict == .consent ? .consentRequired : .loginRequired)
        }
        if let joined { build(on: joined, verdict, &checked) }
        let (record, poll) = try await open(checked, requester, replacing: nil)
        guard verdict == .answer else { return started(record, poll, checked.party) }
        let scopes = checked.request.scopes.map(\.name)
        let answered = try await signOn(record.id, poll, granted: scopes)
        return started(answered, poll, checked.party)
    }

    /// The sign-in that a browser shows a cookie for, while it lasts.
    func signIn(of browser: SignInToken?) async throws(BrokerRefusal) -> JoinedSignIn? {
        guard let browser else { return nil }
        let joined = try await stored { () async throws(StoreFailure) in
            try await store.signIn(cookie: Digest(of: browser))
        }
        guard let joined, clock.now() < joined.signIn.expiresAt else { return nil }
        return joined
    }

    private func verdict(
        _ asked: StartRequest, _ checked: CheckedStart, _ joined: JoinedSignIn?
    ) -> SignOnVerdict {
        guard let joined, let identity = identity(of: joined.signIn),
            let purpose = checked.party.policies[checked.request.purpose]
        else { return .scan }
        if let hint = asked.idTokenHint.flatMap({ self.hint($0, for: checked.party) }),
            hint.subject
                != subject(
                    wallet: identity.approval.wallet, sub: identity.approval.sub,
                    for: checked.party)
        {
            return .scan
        }
        let policy = purpose.policy(for: identity.claim.wallet)
        return SignOnCase(
            policy: effectivePolicy(policy, checked.request), request: checked.request,
            prompt: asked.prompt, maximumAge: asked.maximumAge, identity: identity,
            authenticatedAt: joined.signIn.authenticatedAt,
            grantedScopes: joined.participant(checked.party.id)?.scopes ?? [],
            lifetime: settings.signInLifetime, now: clock.now()
        ).verdict
    }

    /// Lets the request build on the browser's sign-in, as far as the verdict goes.
    private func build(
        on joined: JoinedSignIn, _ verdict: SignOnVerdict, _ checked: inout CheckedStart
    ) {
        guard let identity = identity(of: joined.signIn) else { return }
        let id = joined.signIn.id
        switch verdict {
        case .scan: checked.request.formerSignIn = FormerSignIn(id: id)
        case .consent, .answer:
            checked.request.formerSignIn = FormerSignIn(id: id, mayAnswer: true)
        case .stepUp(let satisfied):
            checked.request.formerSignIn = FormerSignIn(
                id: id, methods: identity.methods, satisfied: satisfied)
            checked.request.expectedSubject = keys.mark(
                ofSubject: subject(
                    wallet: identity.approval.wallet, sub: identity.approval.sub,
                    for: checked.party))
            checked.policy = effectivePolicy(checked.policy, checked.request)
        }
    }

    /// The cookie of the sign-in that an approved login leads to; `nil` where the browser's own
    /// sign-in has answered and keeps its cookie.
    package func signInToken(for view: PageView, _ poll: PollToken) -> SignInToken? {
        guard view.result != nil, !view.isSignedOn else { return nil }
        return keys.signInToken(for: keys.authorizationCode(for: poll))
    }

    /// The person at a signed-in browser agrees, so that no scan is needed.
    ///
    /// - Parameter scopes: names granted; required ones must be among them.
    package func signOn(
        _ id: SessionID, _ poll: PollToken, scopes: [String]
    ) async throws(BrokerRefusal) -> PageView {
        view(of: try await signOn(id, poll, granted: scopes), poll)
    }

    private func signOn(
        _ id: SessionID, _ poll: PollToken, granted: [String]
    ) async throws(BrokerRefusal) -> SessionRecord {
        let digest = Digest(of: poll)
        let outcome = try await stored { () async throws(StoreFailure) in
            try await store.change(.id(id)) { change in
                try self.signOn(&change, digest, granted)
            }
        }
        return try outcome.get()
    }

    /// The decision, inside the transaction.
    private func signOn(
        _ change: inout StoreChange, _ poll: Digest, _ granted: [String]
    ) throws -> Result<SessionRecord, BrokerRefusal> {
        guard var record = change.record, record.digests.pollToken == poll,
            let former = record.session.request.formerSignIn, former.mayAnswer,
            let joined = try change.signIn(former.id),
            let identity = identity(of: joined.signIn)
        else { return .failure(.notFound) }
        let asked = record.session.request.scopes
        guard granted.allSatisfy({ name in asked.contains { $0.name == name } })
        else { return .failure(.invalidRequest(parameter: "scopes")) }
        guard asked.allSatisfy({ !$0.isRequired || granted.contains($0.name) })
        else { return .failure(.missingAsk("consent")) }
        let outcome = Result { () throws(Refusal) in
            try record.session.signOn(as: identity.claim, at: change.now)
        }
        if case .success = outcome, record.person == nil {
            var approval = identity.approval
            approval.scopes = asked.map(\.name).filter(granted.contains)
            approval.amr = identity.methods
            approval.credential = nil
            approval.isFromSignIn = true
            record.person = try keys.seal(
                approval.json.serialized(), label: SealLabel.person, for: record.id.bytes)
        }
        change.record = record
        return outcome.map { record.settled }.mapError { BrokerRefusal($0) }
    }
}
