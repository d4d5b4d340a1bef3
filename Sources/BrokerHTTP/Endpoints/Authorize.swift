import Broker
import HTTPTypes
import Hummingbird
import LoginFlow
import Secrets

extension Endpoints {
    /// `GET /authorize`: starts a login session and sends the browser to its page (OpenID Connect
    /// Core 3.1.2). Until client and redirect URI are known to be right, errors stay on our page;
    /// afterwards they go to the client.
    func authorize(_ call: Call) async throws(Problem) -> Response {
        // A question without an answer to show must not start anything.
        if call.request.method == .head { return .empty(.noContent) }
        let query: FormParameters
        do throws(Problem) {
            query = try call.query()
        } catch {
            return try errorPage(Problem(.invalidRequest))
        }
        guard let clientID = query["client_id"], let party = settings.relyingParties[clientID]
        else { return try errorPage(Problem(.invalidClient)) }
        guard let redirectURI = query["redirect_uri"], party.has(redirectURI: redirectURI)
        else { return try errorPage(Problem(.redirectURINotAllowed)) }
        do throws(BrokerRefusal) {
            try broker.admitStart(address: call.address, clientID: clientID)
            guard let type = query["response_type"]
            else { return refusal("invalid_request", redirectURI, query) }
            guard type == "code"
            else { return refusal("unsupported_response_type", redirectURI, query) }
            for name in ["request", "request_uri"] where query[name] != nil {
                return refusal("\(name)_not_supported", redirectURI, query)
            }
            // Nobody is ever logged in at the broker itself, so there is nothing to answer from.
            if query["prompt"]?.split(separator: " ").contains("none") == true {
                return refusal("login_required", redirectURI, query)
            }
            return login(try await start(query, clientID, redirectURI, call), query, call)
        } catch {
            return try refusal(error, redirectURI, query)
        }
    }

    private func start(
        _ query: FormParameters, _ clientID: String, _ redirectURI: String, _ call: Call
    ) async throws(BrokerRefusal) -> StartedLogin {
        var asked = StartRequest(clientID: clientID, redirectURI: redirectURI)
        asked.codeChallenge = query["code_challenge"]
        asked.codeChallengeMethod = query["code_challenge_method"]
        asked.scope = query["scope"] ?? ""
        asked.state = query["state"]
        asked.nonce = query["nonce"]
        asked.purpose = query["purpose"]
        asked.idTokenHint = query["id_token_hint"]
        asked.wallets = query["wallets"]?.split(separator: " ").map(String.init)
        asked.acrValues = query["acr_values"]?.split(separator: " ").map(String.init)
        asked.locales =
            call.locales
            + (query["ui_locales"]?.split(separator: " ").map(String.init) ?? [])
        let requester = Requester(
            address: call.address, userAgent: call.userAgent, keys: broker.keys)
        return try await broker.start(asked, requester: requester)
    }

    /// The page's address keeps the query, so that its refresh button can ask again.
    private func login(
        _ started: StartedLogin, _ query: FormParameters, _ call: Call
    ) -> Response {
        let search = call.request.uri.query.map { "?\($0)" } ?? ""
        var response = Response.redirect(to: "\(path)/login/\(started.view.id.text)\(search)")
        // As long as the login session may last, and be read afterwards.
        response.headers[.setCookie] = PageCookie.header(
            started.view.id, started.pollToken, issuer: settings.issuer, lifetime: 900)
        return response
    }

    private func refusal(
        _ refusal: BrokerRefusal, _ redirectURI: String, _ query: FormParameters
    ) throws(Problem) -> Response {
        switch refusal {
        case .unmetLevel:
            return self.refusal("unmet_authentication_requirements", redirectURI, query)
        case .scopeNotAllowed: return self.refusal("invalid_scope", redirectURI, query)
        case .invalidRequest, .walletNotAllowed:
            return self.refusal("invalid_request", redirectURI, query)
        case .rateLimited, .overloaded: return try errorPage(Problem(refusal: refusal))
        case .unavailable: throw Problem(refusal: refusal)
        default: return self.refusal("access_denied", redirectURI, query)
        }
    }

    private func refusal(
        _ error: String, _ redirectURI: String, _ query: FormParameters
    ) -> Response {
        var address = redirectURI + (redirectURI.contains("?") ? "&" : "?") + "error=\(error)"
        if let state = query["state"] { address += "&state=\(PercentCoding.encode(state))" }
        return .redirect(to: address + "&iss=\(PercentCoding.encode(settings.issuer))")
    }
}
