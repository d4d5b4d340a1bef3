extension LoginSession {
    /// The page gives up. Doing so twice is no error.
    package mutating func cancel(at now: Moment) throws(Refusal) {
        expireIfDue(at: now)
        switch state {
        case .waiting, .scanned, .confirmed, .faceChecking:
            move(to: .cancelled, cause: .cancel, at: now)
        case .cancelled: return
        case .approved, .redeemed, .denied, .expired, .failed, .replaced:
            throw .tooLateToCancel
        }
    }

    /// The same page asked for a newer one; a login session further on stays as it is.
    package mutating func replace(at now: Moment) {
        expireIfDue(at: now)
        switch state {
        case .waiting, .scanned: move(to: .replaced, cause: .replace, at: now)
        case .confirmed, .faceChecking, .approved, .redeemed, .denied, .cancelled, .expired,
            .failed, .replaced:
            return
        }
    }

    /// What to tell the person in front of the page.
    package var hint: Hint {
        switch state {
        case .waiting: .scanCode
        case .scanned: claim?.asksNumber == true ? .enterNumber : .confirmOnPhone
        case .confirmed:
            policy.requiredActions.contains(.returnToPage) ? .returnToPage : .confirmOnPhone
        case .faceChecking: faceHint
        case .approved, .redeemed: .done
        case .denied(.notMe): .notMe
        case .denied(.changedMind): .denied
        case .denied(.levelDeclined): .levelDeclined
        case .cancelled: .cancelledByPage
        case .expired(.unscanned): .expiredUnscanned
        case .expired(.undecided): .expiredUndecided
        case .expired(.unredeemed): .expiredUnredeemed
        case .expired(.switchedOff): .switchedOff
        case .failed(.wrongNumber): .wrongNumber
        case .failed(.faceFailed): .faceFailed
        case .failed(.faceUnavailable): .faceUnavailable
        case .failed(.riskBlocked): .riskBlocked
        case .replaced: .replaced
        }
    }

    private var faceHint: Hint {
        switch faceVerdicts.last {
        case .fail: .faceRetry
        case .error: .faceUnavailable
        case .pass, nil: .faceOnPhone
        }
    }
}

extension LoginSession {
    package var isApproved: Bool { state.status == .approved }

    /// Whether there is something to tell whoever waits: an approval or an ending that nobody
    /// outside has caused.
    package var hasOutcome: Bool {
        switch state {
        case .waiting, .scanned, .confirmed, .faceChecking, .redeemed, .replaced: false
        case .approved, .denied, .cancelled, .expired, .failed: true
        }
    }
}
