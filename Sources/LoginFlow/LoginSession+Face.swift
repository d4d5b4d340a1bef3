extension LoginSession {
    /// How often a provider may fail to judge before the login session ends. Errors use no try of
    /// the person, so without this bound a broken provider would keep a phone asking until the
    /// deadline.
    package static let maximumFaceErrors = 5

    /// The number of the open or next face check, from 1.
    package var faceCheckNumber: Int { faceVerdicts.count + 1 }

    package var faceTriesLeft: Int {
        let used = faceVerdicts.count { if case .fail = $0 { true } else { false } }
        return max(0, policy.face.tries - used)
    }

    /// Whether the last face check was passed.
    package var isPassed: Bool { faceVerdicts.last == .pass }

    private var faceErrors: Int { faceVerdicts.count { $0 == .error } }

    mutating func startFaceCheck(cause: Transition.Cause, at now: Moment) {
        move(
            to: .faceChecking(until: capped(now + policy.lifetimes.face)), cause: cause, at: now)
    }

    /// Takes the verdict of one face check (INV-9: each counts once).
    ///
    /// - Parameters:
    ///   - check: its number from 1; a used one changes nothing and is no error.
    ///   - isAttested: whether whoever says so may; asked only for the open check.
    package mutating func takeFaceVerdict(
        _ verdict: FaceVerdict, check: Int, isAttested: Bool, at now: Moment
    ) throws(Refusal) {
        if check >= 1 && check < faceCheckNumber { return }
        expireIfDue(at: now)
        switch state {
        case .faceChecking: break
        case .scanned, .confirmed, .waiting: throw .notNow
        case .approved: throw .notFound
        case .redeemed, .denied, .cancelled, .expired, .failed, .replaced: throw .sessionOver
        }
        guard check == faceCheckNumber else { throw .notFound }
        guard isAttested else { throw .notAttested }
        faceVerdicts.append(verdict)
        goOnAfter(verdict, at: now)
    }

    private mutating func goOnAfter(_ verdict: FaceVerdict, at now: Moment) {
        switch verdict {
        case .pass: finish(cause: .face, at: now)
        case .fail where faceTriesLeft == 0:
            move(to: .failed(.faceFailed), cause: .face, at: now)
        case .error where faceErrors >= Self.maximumFaceErrors:
            move(to: .failed(.faceUnavailable), cause: .face, at: now)
        case .fail, .error: startFaceCheck(cause: .face, at: now)
        }
    }
}
