package import LoginFlow
import StrictJSON

/// The terms a person has accepted in a login, and when: for the phone to keep, and for the portal
/// in its signed ID token.
package struct TermsReceipt: Sendable, Hashable {
    package let terms: [TermsVersion]
    package let acceptedAt: Moment
}

extension Broker {
    /// - Returns: `nil` where none were asked.
    func receipt(_ session: LoginSession, _ approval: Approval) -> TermsReceipt? {
        let asked = session.policy.asks.flatMap { ask -> [TermsVersion] in
            if case .terms(let terms) = ask { terms } else { [] }
        }
        let accepted = asked.filter(approval.terms.contains)
        if accepted.isEmpty { return nil }
        return TermsReceipt(terms: accepted, acceptedAt: approval.at)
    }
}
