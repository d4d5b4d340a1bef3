import LoginFlow
import Secrets
import SessionStore

extension Broker {
    /// Starts a login session for a browser that came through `/authorize`, and lets the browser's
    /// sign-in answer at once where it may.
    ///
    /// - Throws: `loginRequired` or `consentRequired` where nothing may be shown (`prompt=none`).
    package func authorize(
        _ asked: StartRequest, requester: Requester
    ) async throws(BrokerRefusal) -> StartedLogin {
        var checked = try check(asked.hosted)
        try await offerOnlyTheirWallet(asked, &checked)
        let joined = try await signIn(of: asked.browser)
        let circumstances = circumstances(asked, checked, joined)
        let verdict = circumstances?.verdict ?? .scan
        if asked.prompt.contains(.none) && verdict != .answer {
            throw .oauth(verdict == .consent ? .consentRequired : .loginRequired)
        }
        if let joined { build(on: joined, verdict, circumstances?.answersUntil, &checked) }
        let (record, poll) = try await open(checked, requester, replacing: nil)
        guard verdict == .answer else { return started(record, poll, checked.party) }
        let scopes = checked.request.scopes.map(\.name)
        let answered = try await signOn(record.id, poll, asked.browser, granted: scopes)
        return started(answered, poll, checked.party)
    }

    /// - Returns: `nil` where nobody is signed in, or somebody else than the portal means, or by a
    ///   wallet that is switched off.
    private func circumstances(
        _ asked: StartRequest, _ checked: CheckedStart, _ joined: JoinedSignIn?
    ) -> SignOnCase? {
        guard let joined, let identity = identity(of: joined.signIn),
            !wallets.isOff(identity.claim.wallet),
            let purpose = checked.party.policies[checked.request.purpose]
        else { return nil }
        if let expected = checked.request.expectedSubject,
            expected != mark(of: identity, for: checked.party)
        {
            return nil
        }
        let policy = purpose.policy(for: identity.claim.wallet)
        return SignOnCase(
            policy: effectivePolicy(policy, checked.request), request: checked.request,
            prompt: prompt(asked, checked.party), maximumAge: asked.maximumAge, identity: identity,
            authenticatedAt: joined.signIn.authenticatedAt,
            level: settings.levels.level(
                of: Evidence.of(methods: identity.methods, hasCredential: false)),
            wantedLevel: wantedLevel(policy, checked.request),
            grantedScopes: joined.participant(checked.party.id)?.scopes ?? [],
            lifetime: settings.signInLifetime, now: clock.now())
    }

    /// In a frame a scan is asked, whoever is signed in: what lies over a frame can make a person press
    /// a button that they do not see, and the one that says "continue" would be enough. Where nothing
    /// may be shown there is nothing to press.
    private func prompt(_ asked: StartRequest, _ party: RelyingParty) -> Set<Prompt> {
        let isFrameable = asked.mayBeFramed && !party.frameAncestors.isEmpty
        guard isFrameable, !asked.prompt.contains(.none) else { return asked.prompt }
        return asked.prompt.union([.login])
    }

    func mark(of identity: Identity, for party: RelyingParty) -> String {
        let approval = identity.approval
        return keys.mark(
            ofSubject: subject(wallet: approval.wallet, sub: approval.sub, for: party))
    }

    /// Lets the request build on the browser's sign-in, as far as the verdict goes.
    private func build(
        on joined: JoinedSignIn, _ verdict: SignOnVerdict, _ answersUntil: Moment?,
        _ checked: inout CheckedStart
    ) {
        guard let identity = identity(of: joined.signIn) else { return }
        let id = joined.signIn.id
        switch verdict {
        case .scan: checked.request.formerSignIn = FormerSignIn(id: id)
        case .consent, .answer:
            checked.request.formerSignIn = FormerSignIn(id: id, answersUntil: answersUntil)
        case .stepUp(let satisfied):
            checked.request.formerSignIn = FormerSignIn(
                id: id, methods: identity.methods, satisfied: satisfied)
            checked.request.expectedSubject = mark(of: identity, for: checked.party)
            checked.request.wallets = [identity.claim.wallet]
            checked.policy = effectivePolicy(checked.policy, checked.request)
        }
    }
}
