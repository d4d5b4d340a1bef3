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
    /// person; a login that came to its end forgives those before it.
    ///
    /// It runs inside the transaction, which may be tried twice: then a failure counts twice.
    ///
    /// - Parameter before: the state before this call, so that a repeated call counts nothing.
    func countFailure(_ record: SessionRecord, after before: LoginState) {
        guard record.session.state != before, let key = failureKey(of: record.session) else {
            return
        }
        switch record.session.state {
        case .approved:
            limits.failuresPerSubject.refill(key, at: clock.waiting().milliseconds)
        case .denied(.notMe), .failed(.wrongNumber), .failed(.faceFailed):
            count(limits.failuresPerSubject, key)
        // The person has not begun it, so there is no mind to change: a no is a no.
        case .denied where record.session.request.channel == .backchannel:
            count(limits.failuresPerSubject, key)
        default: return
        }
    }

    private func failureKey(of session: LoginSession) -> FailureKey? {
        if session.request.channel == .backchannel {
            return session.request.expectedSubject.map { .subject($0) }
        }
        return session.claim?.person.map { .person($0) }
    }
}
