extension LoginSession {
    /// Takes a no, which is heard until the login session is approved. Repeating it is no error.
    package mutating func deny(
        by claimant: Claim, reason: DenyReason, at now: Moment
    ) throws(Refusal) {
        try requireClaim(of: claimant)
        expireIfDue(at: now)
        switch state {
        case .scanned, .confirmed, .faceChecking:
            move(to: .denied(reason), cause: .deny, at: now)
        case .denied: return
        case .approved, .redeemed: throw .alreadyDecided
        case .waiting, .cancelled, .expired, .failed, .replaced: throw .sessionOver
        }
    }
}
