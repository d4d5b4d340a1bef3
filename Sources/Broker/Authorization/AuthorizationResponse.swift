package import LoginFlow
import PercentCoding
package import Secrets
import SessionStore

/// What the browser brings back to the portal (RFC 6749 section 4.1.2, `iss` by RFC 9207).
package struct AuthorizationResponse: Sendable {
    package let redirectURI: String
    package let mode: ResponseMode
    package let parameters: [(name: String, value: String)]

    /// - Parameter parameters: those without a value are left out.
    package init(
        redirectURI: String, mode: ResponseMode, issuer: String,
        _ parameters: KeyValuePairs<String, String?>
    ) {
        self.redirectURI = redirectURI
        self.mode = mode
        self.parameters =
            parameters.compactMap { name, value in value.map { (name, $0) } }
            + [("iss", issuer)]
    }

    /// The redirect URI with the answer in its query.
    package var address: String {
        redirectURI + (redirectURI.contains("?") ? "&" : "?")
            + PercentCoding.encode(parameters.map { ($0.name, $0.value) })
    }
}

extension Broker {
    /// The answer to the portal once the login session is approved or has failed; `nil` before, and
    /// where no browser waits.
    package func response(
        _ id: SessionID, _ poll: PollToken
    ) async throws(BrokerRefusal) -> AuthorizationResponse? {
        let session = try await owned(id, poll).session
        return response(of: session, poll) ?? refusal(of: session)
    }

    func response(of session: LoginSession, _ poll: PollToken) -> AuthorizationResponse? {
        guard case .approved = session.state, let uri = redirectURI(of: session)
        else { return nil }
        return AuthorizationResponse(
            redirectURI: uri, mode: session.request.responseMode, issuer: settings.issuer,
            [
                "code": keys.authorizationCode(for: poll).exposedText,
                "state": session.request.state,
            ])
    }

    /// Nobody is sent to a portal that is switched off.
    private func redirectURI(of session: LoginSession) -> String? {
        parties.isOff(session.request.clientID) ? nil : session.request.redirectURI
    }

    /// In every failed ending the portal hears `access_denied`; why, is the person's own business,
    /// except where the portal has set the hurdle: it can offer what needs no such level.
    func refusal(of session: LoginSession) -> AuthorizationResponse? {
        var description: String?
        switch session.state {
        case .waiting, .scanned, .confirmed, .faceChecking, .approved, .redeemed: return nil
        case .expired: description = "expired"
        case .denied(.levelDeclined): description = DenyReason.levelDeclined.rawValue
        case .denied, .cancelled, .failed, .replaced: break
        }
        guard let uri = redirectURI(of: session) else { return nil }
        return AuthorizationResponse(
            redirectURI: uri, mode: session.request.responseMode, issuer: settings.issuer,
            [
                "error": "access_denied", "error_description": description,
                "state": session.request.state,
            ])
    }
}
