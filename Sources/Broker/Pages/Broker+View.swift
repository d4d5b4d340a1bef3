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
            problem: problem(of: session))
    }

    private func matchNumber(of session: LoginSession) -> String? {
        guard case .scanned = session.state, let claim = session.claim, claim.asksNumber
        else { return nil }
        return keys.matchNumber(for: session.id, claim: claim)
    }

    private func result(of session: LoginSession, _ poll: PollToken) -> PageView.Result? {
        guard case .approved = session.state else { return nil }
        let code = keys.authorizationCode(for: poll).exposedText
        let answer = redirect(
            session.request, ["code": code, "state": session.request.state])
        return PageView.Result(
            code: code, state: session.request.state, issuer: settings.issuer,
            redirectTo: answer)
    }

    private func problem(of session: LoginSession) -> PageView.Problem? {
        let code: String
        var description: String?
        switch session.state {
        case .waiting, .scanned, .confirmed, .faceChecking, .approved, .redeemed: return nil
        case .expired:
            code = "expired"
            description = "expired"
        case .denied, .cancelled, .failed, .replaced: code = session.state.status.rawValue
        }
        return PageView.Problem(
            code: code, reason: session.state.reason,
            redirectTo: redirect(
                session.request,
                [
                    "error": "access_denied", "error_description": description,
                    "state": session.request.state,
                ]))
    }

    /// The redirect URI with the answer added (RFC 6749 section 4.1.2, `iss` by RFC 9207).
    private func redirect(
        _ request: LoginRequest, _ parameters: KeyValuePairs<String, String?>
    ) -> String {
        var answer = request.redirectURI
        answer += answer.contains("?") ? "&" : "?"
        let all =
            parameters.compactMap { name, value in value.map { (name, $0) } }
            + [("iss", settings.issuer)]
        answer += all.map { "\($0.0)=\(PercentCoding.encode($0.1))" }.joined(separator: "&")
        return answer
    }
}
