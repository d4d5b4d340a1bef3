import Broker
import HTTPServing
import HTTPTypes
import PercentCoding

extension Endpoints {
    /// `GET` and `POST /end_session` (OpenID Connect RP-Initiated Logout 1.0). What cannot be
    /// trusted stays on our page.
    func endSession(_ call: Call) async throws(Problem) -> Response {
        if call.request.method == .head { return .empty(.noContent) }
        let form = try call.queryOrForm()
        // A form that another site posts comes without our cookie, so the browser is sent here once
        // more; then it brings the cookie along.
        if call.request.method == .post && form["confirm"] == nil {
            return .redirect(to: "\(path)/end_session?\(form.query)")
        }
        return try await endSession(form, call)
    }

    private func endSession(
        _ form: FormParameters, _ call: Call
    ) async throws(Problem) -> Response {
        var asked = LogoutRequest()
        asked.idTokenHint = form["id_token_hint"]
        asked.clientID = form["client_id"]
        asked.redirectURI = form["post_logout_redirect_uri"]
        asked.browser = call.signInToken(settings)
        // A button of our own page only: another site must not press it for the person.
        asked.isConfirmed =
            form["confirm"] != nil && call.request.method == .post
            && call.isFromOurPage(settings)
        let outcome = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.logout(asked)
        }
        switch outcome {
        case .ask: return try logoutPage(asking: form)
        case .done(let redirectURI):
            var response = try leaving(for: redirectURI, state: form["state"])
            if asked.browser != nil {
                response.headers[.setCookie] = SignInCookie.expired(issuer: settings.issuer)
            }
            return response
        }
    }

    private func leaving(
        for redirectURI: String?, state: String?
    ) throws(Problem) -> Response {
        guard var address = redirectURI else { return try logoutPage(asking: nil) }
        if let state {
            address += address.contains("?") ? "&" : "?"
            address += "state=\(PercentCoding.encode(state))"
        }
        return .redirect(to: address)
    }
}
