import LoginFlow

/// The rules a second time, written from the contract and not from the code: words and numbers
/// instead of states, one list of rules for each event, times in milliseconds since creation.
struct Oracle {
    var word = "waiting"
    var ends: Int64?
    var version = 1
    var owner: Claim?
    var numberAsked = false
    var secondScan = false
    var usedChecks: [FaceVerdict] = []
    var wrongProofs = 0
    /// Whether the app must bring the person back to the page.
    var awaitsReturn = false
    var policy: Policy
    let expectedSubject: String?

    init(_ policy: Policy, expectedSubject: String?) {
        self.policy = policy
        self.expectedSubject = expectedSubject
        ends = min(ms(policy.lifetimes.scan), ms(policy.lifetimes.total))
    }

    private static let endings = [
        "redeemed", "denied", "cancelled", "expired", "failed", "replaced",
    ]
    var isOver: Bool { Self.endings.contains { word.hasPrefix($0) } }

    private func ms(_ seconds: Seconds) -> Int64 { Int64(seconds.count) * 1000 }

    private mutating func become(_ next: String, ends: Int64? = nil) {
        word = next
        self.ends = ends
        version += 1
    }

    private mutating func becomeUntil(_ next: String, _ end: Int64) {
        become(next, ends: min(end, ms(policy.lifetimes.total)))
    }

    private mutating func passTime(_ now: Int64) {
        guard let ends, now >= ends else { return }
        switch word {
        case "waiting": become("expired unscanned")
        case "approved": become("expired unredeemed")
        default: become("expired undecided")
        }
    }

    /// - Returns: the refusal expected.
    mutating func take(_ event: WalkEvent, at now: Int64) -> Refusal? {
        switch event {
        case .scan(let attempt):
            passTime(now)
            return scan(attempt, now)
        case .confirm(let claim, let answers):
            guard isOwner(claim) else { return .notFound }
            passTime(now)
            return confirm(answers, now)
        case .deny(let claim, let reason):
            guard isOwner(claim) else { return .notFound }
            passTime(now)
            return deny(reason)
        case .face(let verdict, let check, let isAttested):
            if (1...100).contains(check), check <= usedChecks.count { return nil }
            passTime(now)
            return face(verdict, check, isAttested, now)
        case .comeBack:
            passTime(now)
            return comeBack(now)
        case .cancel:
            passTime(now)
            return cancel()
        case .replace:
            passTime(now)
            if word == "waiting" || word == "scanned" { become("replaced") }
            return nil
        case .signOn(let claim):
            passTime(now)
            return signOn(claim, now)
        case .redeem(let isRightClient, let isRightProof):
            passTime(now)
            return redeem(isRightClient, isRightProof)
        case .deadline:
            passTime(now)
            return nil
        }
    }

    private func isOwner(_ claim: Claim) -> Bool {
        owner?.device == claim.device && owner?.deviceKey == claim.deviceKey
    }

    private mutating func scan(_ attempt: ScanAttempt, _ now: Int64) -> Refusal? {
        if isOver { return .sessionOver }
        if attempt.claim.wallet == "foreign" { return .walletNotAllowed }
        if let expectedSubject, attempt.subject != expectedSubject { return .wrongSubject }
        if isOwner(attempt.claim) { return nil }
        if owner != nil {
            secondScan = true
            return .alreadyScanned
        }
        if !attempt.isFresh { return .staleCode }
        if attempt.risk.contains(.block) { return .riskBlocked }
        (owner, policy) = (attempt.claim, attempt.policy)
        awaitsReturn = attempt.isSameDevice
        let risk = attempt.risk
        switch policy.numberMatch {
        case _ where attempt.isSameDevice: numberAsked = false
        case _ where risk.contains(.askNumberAlways): numberAsked = true
        case .off: numberAsked = false
        case .risk: numberAsked = risk.contains(.askNumber)
        case .always: numberAsked = true
        }
        let wantsFace = risk.contains(.askFace) && !attempt.isSameDevice
        if wantsFace && policy.stepUp.contains(.face) && !policy.asks.contains(.face) {
            policy.asks += [.face]
        }
        becomeUntil("scanned", now + ms(policy.lifetimes.decide))
        return nil
    }

    private mutating func confirm(_ answers: Answers, _ now: Int64) -> Refusal? {
        if word.hasPrefix("denied") { return .alreadyDecided }
        if ["confirmed", "face_checking", "approved", "redeemed"].contains(word) { return nil }
        if isOver { return .sessionOver }
        if numberAsked && answers.number == .missing { return .missingAsk("number") }
        if numberAsked && answers.number == .wrong {
            become("failed wrong_number")
            return .wrongNumber
        }
        if let fault = answers.credentialFault { return .credentialUnusable(fault) }
        for ask in policy.asks {
            if let refusal = lacking(ask, answers) { return refusal }
        }
        if answers.scopes?.contains("admin") == true { return .unknownScope }
        becomeUntil("confirmed", now + ms(policy.lifetimes.decide))
        if policy.asksFace {
            becomeUntil("face_checking", now + ms(policy.lifetimes.face))
        } else if !awaitsReturn {
            become("approved", ends: now + ms(policy.lifetimes.redeem))
        }
        return nil
    }

    /// The app has brought the person back to the page where it all began.
    private mutating func comeBack(_ now: Int64) -> Refusal? {
        switch word {
        case "confirmed":
            awaitsReturn = false
            become("approved", ends: now + ms(policy.lifetimes.redeem))
            return nil
        case "approved", "redeemed": return nil
        default: return isOver ? .sessionOver : .notNow
        }
    }

    private func lacking(_ ask: Ask, _ answers: Answers) -> Refusal? {
        switch ask.name {
        case "organisation" where answers.organisation == .missing:
            return .missingAsk("organisation")
        case "organisation" where answers.organisation == .unattested: return .notAttested
        case "face" where policy.face.provider == .local && answers.portrait == .missing:
            return .missingAsk("portrait")
        case "face" where policy.face.provider == .local && answers.portrait == .unattested:
            return .notAttested
        case "credential" where answers.credential == nil: return .missingAsk("credential")
        case "pin" where answers.pin == .missing: return .missingAsk("pin")
        case "pin" where answers.pin == .unattested: return .notAttested
        case "terms" where answers.terms.isEmpty: return .missingAsk("terms")
        case "consent":
            if answers.scopes?.contains("admin") == true { return .unknownScope }
            return answers.scopes?.contains("profile") == true ? nil : .missingAsk("consent")
        default: return nil
        }
    }

    private mutating func deny(_ reason: DenyReason) -> Refusal? {
        if word.hasPrefix("denied") { return nil }
        if word == "approved" || word == "redeemed" { return .alreadyDecided }
        if isOver { return .sessionOver }
        become("denied \(reason.rawValue)")
        return nil
    }

    private mutating func face(
        _ verdict: FaceVerdict, _ check: Int, _ isAttested: Bool, _ now: Int64
    ) -> Refusal? {
        if isOver { return .sessionOver }
        if word == "approved" { return .notFound }
        if word != "face_checking" { return .notNow }
        if check != usedChecks.count + 1 { return .notFound }
        if !isAttested { return .notAttested }
        usedChecks.append(verdict)
        let errors = usedChecks.filter { $0 == .error }.count
        let fails = usedChecks.count - errors
        if verdict == .pass && awaitsReturn {
            becomeUntil("confirmed", now + ms(policy.lifetimes.decide))
        } else if verdict == .pass {
            become("approved", ends: now + ms(policy.lifetimes.redeem))
        } else if verdict == .error && errors == 5 {
            become("failed face_unavailable")
        } else if verdict != .error && fails == policy.face.tries {
            become("failed face_failed")
        } else {
            becomeUntil("face_checking", now + ms(policy.lifetimes.face))
        }
        return nil
    }

    /// Nobody typed digits and nobody was asked anything: the browser's own sign-in has answered.
    private mutating func signOn(_ claim: Claim, _ now: Int64) -> Refusal? {
        switch word {
        case "waiting":
            owner = claim
            become("approved", ends: now + ms(policy.lifetimes.redeem))
            return nil
        case "approved", "redeemed": return isOwner(claim) ? nil : .alreadyDecided
        default: return isOver ? .sessionOver : .alreadyScanned
        }
    }

    private mutating func cancel() -> Refusal? {
        if word == "cancelled" { return nil }
        if isOver || word == "approved" { return .tooLateToCancel }
        become("cancelled")
        return nil
    }

    private mutating func redeem(_ isRightClient: Bool, _ isRightProof: Bool) -> Refusal? {
        if word == "redeemed" && isRightClient { return .codeUsed }
        if word != "approved" { return .sessionOver }
        if isRightClient && isRightProof {
            become("redeemed")
            return nil
        }
        wrongProofs += 1
        if wrongProofs == 5 { become("expired unredeemed") }
        return .wrongRedemption
    }
}
