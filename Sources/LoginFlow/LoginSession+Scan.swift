/// A phone's try to claim a login session.
package struct ScanAttempt: Sendable {
    package var claim: Claim
    /// The policy for this wallet.
    package var policy: Policy
    package var subject: String
    /// Whether the frame is inside its time; a typed code always is.
    package var isFresh: Bool
    package var risk: RiskVerdict
    /// Whether the app was opened from the page on the same device.
    package var isSameDevice = false

    package init(
        claim: Claim, policy: Policy, subject: String, isFresh: Bool, risk: RiskVerdict
    ) {
        self.claim = claim
        self.policy = policy
        self.subject = subject
        self.isFresh = isFresh
        self.risk = risk
    }
}

extension LoginSession {
    /// Claims the login session for a phone, or gives the claimant its first answer again.
    ///
    /// The order of the refusals is the contract's: what a stranger may learn comes first, and a
    /// phone that has already claimed is not refused for an old frame.
    package mutating func scan(_ attempt: ScanAttempt, at now: Moment) throws(Refusal) {
        expireIfDue(at: now)
        if state.status.isTerminal { throw .sessionOver }
        guard request.wallets.contains(attempt.claim.wallet) else { throw .walletNotAllowed }
        if let expected = request.expectedSubject, expected != attempt.subject {
            throw .wrongSubject
        }
        if let claim {
            if claim.isSame(as: attempt.claim) { return }
            hadSecondScan = true
            throw .alreadyScanned
        }
        guard attempt.isFresh else { throw .staleCode }
        if attempt.risk.contains(.block) { throw .riskBlocked }
        // Rotation and typed code belong to the code that is on the page already.
        let (rotation, userCode) = (policy.rotation, policy.userCode)
        policy = attempt.policy
        policy.rotation = rotation
        policy.userCode = userCode
        // Number and face prove that one person sees both screens; here coming back does.
        if attempt.isSameDevice {
            policy.requiredActions.append(.returnToPage)
        } else if attempt.risk.contains(.askFace) && policy.stepUp.contains(.face)
            && !policy.asksFace
        {
            policy.asks.append(.face)
        }
        var claimed = attempt.claim
        claimed.asksNumber = asksNumber(attempt)
        claim = claimed
        move(
            to: .scanned(until: capped(now + policy.lifetimes.decide)), cause: .scan, at: now)
    }

    private func asksNumber(_ attempt: ScanAttempt) -> Bool {
        if attempt.isSameDevice { return false }
        if attempt.risk.contains(.askNumberAlways) { return true }
        return switch attempt.policy.numberMatch {
        case .off: false
        case .risk: attempt.risk.contains(.askNumber)
        case .always: true
        }
    }
}
