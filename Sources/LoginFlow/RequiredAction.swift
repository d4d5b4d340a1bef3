/// Something that is left to do between the person's yes and the approval. While any is, the login
/// session stays `confirmed`.
package enum RequiredAction: String, Sendable, CaseIterable {
    /// The app and the page are on one device: the app must bring the person back to the browser
    /// that began. Otherwise a link sent to somebody would log in whoever sent it.
    case returnToPage = "return_to_page"
}

extension LoginSession {
    /// Goes on after the last thing the phone was asked: to `approved`, or to what is left to do.
    mutating func finish(cause: Transition.Cause, at now: Moment) {
        guard policy.requiredActions.isEmpty else {
            if case .confirmed = state { return }
            let until = capped(now + policy.lifetimes.decide)
            return move(to: .confirmed(until: until), cause: cause, at: now)
        }
        approve(cause: cause, at: now)
    }

    /// Takes note that a required action is done. Repeating it changes nothing and is no error.
    package mutating func complete(
        _ action: RequiredAction, cause: Transition.Cause, at now: Moment
    ) throws(Refusal) {
        expireIfDue(at: now)
        switch state {
        case .confirmed: break
        case .approved, .redeemed: return
        case .waiting, .scanned, .faceChecking: throw .notNow
        case .denied, .cancelled, .expired, .failed, .replaced: throw .sessionOver
        }
        policy.requiredActions.removeAll { $0 == action }
        if policy.requiredActions.isEmpty { approve(cause: cause, at: now) }
    }
}
