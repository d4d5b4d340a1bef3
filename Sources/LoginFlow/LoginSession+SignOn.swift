extension LoginSession {
    /// Lets an earlier sign-in of the same browser answer instead of a scan.
    ///
    /// Whether it is young and strong enough is judged before; here it only takes the place of the
    /// phone. Repeating it after it took effect changes nothing and is no error.
    package mutating func signOn(as claimant: Claim, at now: Moment) throws(Refusal) {
        expireIfDue(at: now)
        switch state {
        case .waiting: break
        case .approved, .redeemed:
            guard claim?.isSame(as: claimant) == true else { throw .alreadyDecided }
            return
        case .scanned, .confirmed, .faceChecking: throw .alreadyScanned
        case .denied, .cancelled, .expired, .failed, .replaced: throw .sessionOver
        }
        claim = claimant
        approve(cause: .signOn, at: now)
    }
}
