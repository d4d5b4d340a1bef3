import LoginFlow
import Secrets
import SessionStore

extension Broker {
    /// What the page sees; the poll token turns the stored digests back into what it may have.
    func view(of record: SessionRecord, _ poll: PollToken) -> PageView {
        let session = record.session
        let now = clock.now()
        return PageView(
            id: session.id, status: session.state.status, hint: session.hint,
            version: session.version,
            expiresIn: session.state.deadline.map { now.wholeSeconds(until: $0) },
            expiresAt: session.state.deadline, matchNumber: matchNumber(of: session),
            wallet: session.claim?.wallet, result: result(of: session, poll),
            problem: problem(of: session),
            isSignedOn: isSignedOn(record))
    }

    private func isSignedOn(_ record: SessionRecord) -> Bool {
        guard record.session.request.formerSignIn?.answersUntil != nil else { return false }
        return approval(of: record)?.isFromSignIn ?? false
    }

    private func matchNumber(of session: LoginSession) -> String? {
        guard case .scanned = session.state, let claim = session.claim, claim.asksNumber
        else { return nil }
        return keys.matchNumber(for: session.id, claim: claim)
    }

    private func result(of session: LoginSession, _ poll: PollToken) -> PageView.Result? {
        guard let response = response(of: session, poll) else { return nil }
        return PageView.Result(
            code: keys.authorizationCode(for: poll).exposedText, state: session.request.state,
            issuer: settings.issuer, redirectTo: address(of: response, session))
    }

    private func problem(of session: LoginSession) -> PageView.Problem? {
        let code: String
        switch session.state {
        case .waiting, .scanned, .confirmed, .faceChecking, .approved, .redeemed: return nil
        case .denied, .cancelled, .expired, .failed, .replaced:
            code = session.state.status.rawValue
        }
        return PageView.Problem(
            code: code, reason: session.state.reason,
            redirectTo: refusal(of: session).map { address(of: $0, session) })
    }

    /// Where the page goes on: to the portal, or to our page that posts the answer there.
    private func address(of response: AuthorizationResponse, _ session: LoginSession) -> String {
        switch response.mode {
        case .query: response.address
        case .formPost: "\(settings.issuer)/login/\(session.id.text)/answer"
        }
    }
}
