import Broker
import HTTPTypes
import Hummingbird
import StrictJSON

extension Endpoints {
    /// `POST /token`
    func redeemCode(_ call: Call) async throws(Problem) -> Response {
        do throws(Problem) {
            return try await redeem(call)
        } catch {
            var problem = error
            // Only for a client that used the header (RFC 6749 section 5.2): a browser would ask the
            // person for a name and a password.
            if problem.code == .invalidClient, call.request.headers[.authorization] != nil {
                problem.headers[.wwwAuthenticate] = "Basic realm=\"qrbroker\""
            }
            throw problem
        }
    }

    private func redeem(_ call: Call) async throws(Problem) -> Response {
        try admitPublicOrigin(call)
        try call.requireMediaType("application/x-www-form-urlencoded")
        guard let text = String(validating: try await call.body(), as: UTF8.self),
            let form = try? FormParameters(text)
        else { throw Problem(.malformed) }
        let proof = try proof(form, call)
        let tokens = try await asProblem { () async throws(BrokerRefusal) in
            let party = try await broker.client(proof, address: call.address)
            guard let grantType = form["grant_type"]
            else { throw .invalidRequest(parameter: "grant_type") }
            guard grantType == "authorization_code" else { throw .unsupportedGrantType }
            guard let code = form["code"] else { throw .invalidRequest(parameter: "code") }
            return try await broker.redeem(
                code: code, redirectURI: form["redirect_uri"],
                verifier: form["code_verifier"], by: party, address: call.address)
        }
        return .json([
            "access_token": .string(tokens.accessToken), "token_type": "Bearer",
            "expires_in": .integer(Int64(tokens.expiresIn)),
            "id_token": .string(tokens.idToken), "scope": .string(tokens.scope),
        ])
    }

    /// One proof of who is asking; two are an error (RFC 6749 section 2.3).
    private func proof(_ form: FormParameters, _ call: Call) throws(Problem) -> ClientProof {
        let basic = call.basicCredentials()
        let count = [basic != nil, form["client_secret"] != nil, form["client_assertion"] != nil]
            .filter { $0 }.count
        if count > 1 { throw .invalidRequest("client_secret") }
        if let basic { return .secret(clientID: basic.name, secret: basic.secret) }
        if let jwt = form["client_assertion"] {
            let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            guard form["client_assertion_type"] == type
            else { throw .invalidRequest("client_assertion_type") }
            return .assertion(clientID: form["client_id"], jwt: jwt)
        }
        guard let clientID = form["client_id"] else { throw Problem(refusal: .invalidClient) }
        if let secret = form["client_secret"] {
            return .secret(clientID: clientID, secret: secret)
        }
        return .none(clientID: clientID)
    }

    /// Pages of public clients call by themselves; nobody else's page does.
    func admitPublicOrigin(_ call: Call) throws(Problem) {
        guard let origin = call.origin, origin != settings.origin else { return }
        guard settings.isRegisteredByPublicClient(origin: origin)
        else { throw Problem(.originNotAllowed) }
        call.allowedOrigin = origin
    }
}
