import LoginFlow
import RateLimiting
import Secrets
import SessionStore
import WaitingRoom

/// Whose failures are counted together.
///
/// What a portal sends to a person is counted apart from what the person scans: a portal that asks
/// without end must not keep anybody from logging in elsewhere.
enum FailureKey: Hashable, Sendable {
    /// Whoever scans, over all portals.
    case person(Digest)
    /// Whom a portal means, as it knows them.
    case subject(String)
}

extension Broker {
    /// How many failures are remembered, and how many are left until the person is left in peace.
    ///
    /// - Returns: `nil` where nobody counts them.
    func failures(of key: FailureKey) -> Standing? {
        limits.failuresPerSubject.standing(of: key, at: clock.waiting().milliseconds)
    }

    /// Refuses where a person is to be left in peace.
    func requirePeace(_ key: FailureKey) throws(BrokerRefusal) {
        if let standing = failures(of: key), standing.remaining == 0 {
            throw .rateLimited(standing)
        }
    }

    /// Counts an ending that speaks of somebody who tries what the person does not want, or is not the
    /// person.
    ///
    /// - Parameter before: the state before this call, so that a repeated call counts nothing.
    func countFailure(_ record: SessionRecord, after before: LoginState) {
        if record.session.state == before { return }
        let request = record.session.request
        switch record.session.state {
        case .denied(.notMe), .failed(.wrongNumber), .failed(.faceFailed): break
        // The person has not begun it, so there is no mind to change: a no is a no.
        case .denied where request.channel == .backchannel: break
        default: return
        }
        if request.channel == .backchannel, let subject = request.expectedSubject {
            count(limits.failuresPerSubject, FailureKey.subject(subject))
        } else if let person = record.session.claim?.person {
            count(limits.failuresPerSubject, FailureKey.person(person))
        }
    }
}
