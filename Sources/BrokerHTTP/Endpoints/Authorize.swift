import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import Secrets

extension Endpoints {
    /// `GET` and `POST /authorize`: starts a login session and sends the browser to its page (OpenID
    /// Connect Core 3.1.2). Until client and redirect URI are known to be right, errors stay on our
    /// page; afterwards they go to the client.
    func authorize(_ call: Call) async throws(Problem) -> Response {
        // A question without an answer to show must not start anything.
        if call.request.method == .head { return .empty(.noContent) }
        let (parameters, party) = try await self.parameters(call)
        guard let redirectURI = parameters["redirect_uri"], party.has(redirectURI: redirectURI)
        else { throw Problem(.redirectURINotAllowed) }
        do throws(BrokerRefusal) {
            try broker.admitStart(address: call.address, clientID: party.id)
            try parameters.refuseUnsupported()
            var asked = try parameters.startRequest(
                clientID: party.id, redirectURI: redirectURI, call)
            asked.browser = call.signInToken(settings)
            asked.isPushed = parameters.isPushed
            asked.mayBeFramed = call.mayBeFramed
            let started = try await broker.authorize(asked, requester: requester(call))
            return login(started, parameters)
        } catch {
            return try refusal(error, redirectURI, parameters)
        }
    }

    /// The parameters and whose they are. What a portal has pushed stands for all of them.
    private func parameters(
        _ call: Call
    ) async throws(Problem) -> (AuthorizationParameters, RelyingParty) {
        let form: FormParameters
        do throws(Problem) {
            form = try call.queryOrForm()
        } catch {
            throw Problem(.invalidRequest)
        }
        guard let clientID = form["client_id"], let known = broker.parties.known(clientID)
        else { throw Problem(.invalidClient) }
        guard let party = broker.parties[known.id] else { throw Problem(refusal: .switchedOff) }
        // As it came, where it came in the address: the person may look at it there.
        let query = call.request.method == .post ? form.query : String(call.request.query ?? "")
        guard let requestURI = form["request_uri"] else {
            return (AuthorizationParameters(form.values, pageQuery: query), party)
        }
        let pushed = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.pushed(requestURI, by: clientID)
        }
        return (AuthorizationParameters(pushed: pushed, query: query), party)
    }

    /// The page's address keeps the request, so that its refresh button can ask again.
    private func login(
        _ started: StartedLogin, _ parameters: AuthorizationParameters
    ) -> Response {
        let id = started.view.id
        let target =
            started.view.result?.redirectTo ?? "\(path)/login/\(id.text)?\(parameters.pageQuery)"
        var response = Response.redirect(to: target)
        // As long as the login session may last, and be read afterwards.
        response.headers[.setCookie] = PageCookie.header(
            id, started.pollToken, issuer: settings.issuer, lifetime: 900)
        return response
    }

    private func refusal(
        _ refusal: BrokerRefusal, _ redirectURI: String, _ parameters: AuthorizationParameters
    ) throws(Problem) -> Response {
        let error: String
        var description: String?
        switch refusal {
        case .unmetLevel: error = "unmet_authentication_requirements"
        case .scopeNotAllowed: error = "invalid_scope"
        case .invalidRequest:
            error = "invalid_request"
            description = Problem(refusal: refusal).explanation
        case .walletNotAllowed: error = "invalid_request"
        case .switchedOff: error = "temporarily_unavailable"
        case .oauth(let refusal): error = refusal.rawValue
        case .rateLimited, .overloaded, .unavailable: throw Problem(refusal: refusal)
        default: error = "access_denied"
        }
        return try send(
            AuthorizationResponse(
                redirectURI: redirectURI, mode: parameters.responseMode, issuer: settings.issuer,
                [
                    "error": error, "error_description": description,
                    "state": parameters["state"],
                ]))
    }

    /// Sends the browser back to the portal.
    func send(_ response: AuthorizationResponse) throws(Problem) -> Response {
        switch response.mode {
        case .query: .redirect(to: response.address)
        case .formPost: try answerPage(response)
        }
    }
}
