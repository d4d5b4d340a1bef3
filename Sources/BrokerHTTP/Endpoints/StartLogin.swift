import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import Secrets
import StrictJSON

extension Endpoints {
    /// `POST /v1/sessions`
    func startLogin(_ call: Call) async throws(Problem) -> Response {
        let body: JSONObject
        do throws(Problem) {
            body = try call.json()
        } catch {
            // A refused creation counts too.
            try await asProblem { () throws(BrokerRefusal) in
                try broker.admitStart(address: call.address, clientID: nil)
            }
            throw error
        }
        let clientID = body["client_id"]?.string
        admitOrigin(call, clientID)
        try await asProblem { () throws(BrokerRefusal) in
            try broker.admitStart(address: call.address, clientID: clientID)
        }
        let asked = try await startRequest(body, call)
        let requester = requester(call)
        let started = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.start(asked, requester: requester)
        }
        return answer(started)
    }

    /// The page may read even a refusal, if it is a page of the client it names.
    private func admitOrigin(_ call: Call, _ clientID: String?) {
        guard let origin = call.origin,
            let party = clientID.flatMap({ broker.parties.known($0) }),
            party.origins.contains(origin)
        else { return }
        call.allowedOrigin = origin
    }

    private func startRequest(
        _ body: JSONObject, _ call: Call
    ) async throws(Problem) -> StartRequest {
        let members = BodyMembers(body)
        var asked = StartRequest(
            clientID: try members.required("client_id"),
            redirectURI: try members.required("redirect_uri"))
        asked.codeChallenge = try members.text("code_challenge")
        asked.codeChallengeMethod = try members.text("code_challenge_method")
        asked.scope = try members.text("scope")
        asked.state = try members.text("state")
        asked.nonce = try members.text("nonce")
        asked.purpose = try members.text("purpose")
        asked.idTokenHint = try members.text("id_token_hint")
        asked.wallets = try members.texts("wallets")
        let locales = try members.text("ui_locales")?.split(separator: " ").map(String.init) ?? []
        asked.locales = call.locales + locales
        asked.claims = try members.text("claims")
        asked.replaces = try replaced(members)
        asked.returnURI = try members.text("return_uri")
        asked.origin = call.origin
        asked.acrValues = try members.text("acr_values")?.split(separator: " ").map(String.init)
        _ = try members.text("login_hint")
        _ = try members.wholeNumber("max_age")
        asked.isAuthenticated = try await authenticate(asked.clientID, members, call)
        return asked
    }

    /// A pair that is no pair is an error; one that is unknown is ignored later.
    private func replaced(
        _ members: BodyMembers
    ) throws(Problem) -> (id: SessionID, pollToken: PollToken)? {
        guard let pair = try members.object("replaces") else { return nil }
        let id = try BodyMembers(pair).required("session_id")
        let token = try BodyMembers(pair).required("poll_token")
        guard let id = SessionID(text: id),
            let token = PollToken(text: token, byteCount: SecretSize.pollToken)
        else { return nil }
        return (id, token)
    }

    /// A client that shows a proof must show a right one.
    private func authenticate(
        _ clientID: String, _ members: BodyMembers, _ call: Call
    ) async throws(Problem) -> Bool {
        let proof: ClientProof
        if let jwt = try members.text("client_assertion") {
            proof = .assertion(clientID: clientID, jwt: jwt)
        } else if let basic = try call.basicCredentials() {
            guard basic.name == clientID else { throw Problem(.invalidClient) }
            proof = .secret(clientID: clientID, secret: basic.secret)
        } else {
            return false
        }
        _ = try await asProblem { () async throws(BrokerRefusal) in
            try await broker.client(
                proof, path: "/v1/sessions", address: call.address)
        }
        return true
    }

    private func answer(_ started: StartedLogin) -> Response {
        var members = started.view.members
        members.append("poll_token", started.pollToken.exposedText)
        members.append("expires_at", started.view.expiresAt?.rfc3339)
        members.append("qr", started.display.frame.map { .object($0.members) } ?? .null)
        started.display.append(to: &members, path: path)
        var response = Response.json(.object(members), status: .created)
        response.headers[.sessionVersion] = "\(started.view.version)"
        response.headers[.location] = "\(path)/v1/sessions/\(started.view.id.text)"
        return response
    }
}
