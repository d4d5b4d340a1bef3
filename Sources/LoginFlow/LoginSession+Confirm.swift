/// What the person gave with a yes. `Broker` fills it from the verified statement only (INV-2).
package struct Answers: Sendable {
    package enum Number: Sendable { case missing, right, wrong }
    /// A result that counts only from whoever may vouch for it.
    package enum Attested: Sendable { case missing, attested, unattested }

    package var number = Number.missing
    package var pin = Attested.missing
    package var credential: String?
    /// Why the credential is good for nothing; `nil` where it is not known to be so.
    package var credentialFault: CredentialFault?
    /// For whom the person acts; themself needs nobody's word.
    package var organisation = Attested.missing
    /// The picture that a capture is compared with.
    package var portrait = Attested.missing
    /// Names granted; `nil` when the statement has no such list.
    package var scopes: [String]?
    package var terms: [TermsVersion] = []

    package init() {}
}

extension LoginSession {
    /// Takes a yes. Repeating it after it took effect changes nothing and is no error.
    ///
    /// Without a face check it goes on to `approved` at once, with one into `faceChecking`: two
    /// versions in one commit, so that no crash can leave a person who confirmed without a next step.
    package mutating func confirm(
        by claimant: Claim, answers: Answers, at now: Moment
    ) throws(Refusal) {
        try requireClaim(of: claimant)
        expireIfDue(at: now)
        switch state {
        case .scanned: break
        case .confirmed, .faceChecking, .approved, .redeemed: return
        case .denied: throw .alreadyDecided
        case .waiting, .cancelled, .expired, .failed, .replaced: throw .sessionOver
        }
        try takeNumber(answers.number, at: now)
        try check(answers)
        // The span of the decision once more, for whatever is required after it.
        let until = capped(now + policy.lifetimes.decide)
        move(to: .confirmed(until: until), cause: .confirm, at: now)
        if policy.asksFace {
            startFaceCheck(cause: .confirm, at: now)
        } else {
            finish(cause: .confirm, at: now)
        }
    }

    mutating func approve(cause: Transition.Cause, at now: Moment) {
        move(to: .approved(until: now + policy.lifetimes.redeem), cause: cause, at: now)
    }

    /// For anyone but the claimant the login session does not exist.
    func requireClaim(of claimant: Claim) throws(Refusal) {
        guard let claim, claim.isSame(as: claimant) else { throw .notFound }
    }

    private mutating func takeNumber(
        _ number: Answers.Number, at now: Moment
    ) throws(Refusal) {
        guard claim?.asksNumber == true else { return }
        switch number {
        case .right: return
        case .missing: throw .missingAsk("number")
        case .wrong:
            move(to: .failed(.wrongNumber), cause: .confirm, at: now)
            throw .wrongNumber
        }
    }

    private func check(_ answers: Answers) throws(Refusal) {
        if let fault = answers.credentialFault { throw .credentialUnusable(fault) }
        for ask in policy.asks {
            switch ask {
            case .credential where answers.credential == nil: throw .missingAsk(ask.name)
            case .pin: try check(answers.pin, ask.name)
            case .organisation: try check(answers.organisation, ask.name)
            case .consent: try checkScopes(answers.scopes)
            case .terms(let wanted) where !wanted.allSatisfy(answers.terms.contains):
                throw .missingAsk(ask.name)
            case .face where policy.needsPortrait: try check(answers.portrait, "portrait")
            case .credential, .terms, .face: break
            }
        }
        try refuseUnknownScopes(answers.scopes ?? [])
    }

    private func check(_ result: Answers.Attested, _ name: String) throws(Refusal) {
        switch result {
        case .attested: return
        case .missing: throw .missingAsk(name)
        case .unattested: throw .notAttested
        }
    }

    private func checkScopes(_ granted: [String]?) throws(Refusal) {
        try refuseUnknownScopes(granted ?? [])
        if granted == nil && !request.scopes.isEmpty { throw .missingAsk("consent") }
        for scope in request.scopes where scope.isRequired {
            guard granted?.contains(scope.name) == true else { throw .missingAsk("consent") }
        }
    }

    private func refuseUnknownScopes(_ granted: [String]) throws(Refusal) {
        let offered = request.scopes.map(\.name) + ["openid"]
        guard granted.allSatisfy(offered.contains) else { throw .unknownScope }
    }

    /// The scopes the person released: those granted, or all of them where no consent is asked.
    package func granted(_ scopes: [String]?) -> [String] {
        request.scopes.map(\.name).filter { scopes?.contains($0) ?? true }
    }
}
