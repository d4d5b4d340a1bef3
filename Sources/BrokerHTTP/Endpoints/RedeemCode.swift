import Broker
import HTTPTypes
import Hummingbird
import StrictJSON

extension Endpoints {
    /// `POST /token`
    func redeemCode(_ call: Call) async throws(Problem) -> Response {
        do throws(Problem) {
            try call.requireMediaType("application/x-www-form-urlencoded")
        } catch {
            return OAuthAnswer.error("invalid_request", .unsupportedMediaType)
        }
        guard let text = String(validating: try await call.body(), as: UTF8.self),
            let form = try? FormParameters(text)
        else { return OAuthAnswer.error("invalid_request", .badRequest) }
        do throws(BrokerRefusal) {
            return try await redeem(form, call)
        } catch {
            return try OAuthAnswer.error(error)
        }
    }

    private func redeem(
        _ form: FormParameters, _ call: Call
    ) async throws(BrokerRefusal) -> Response {
        guard let proof = proof(form, call)
        else { return OAuthAnswer.error("invalid_request", .badRequest) }
        let party = try broker.client(proof)
        try admitPublicOrigin(call, party)
        guard let grantType = form["grant_type"]
        else { return OAuthAnswer.error("invalid_request", .badRequest) }
        guard grantType == "authorization_code"
        else { return OAuthAnswer.error("unsupported_grant_type", .badRequest) }
        guard let code = form["code"]
        else { return OAuthAnswer.error("invalid_request", .badRequest) }
        let tokens = try await broker.redeem(
            code: code, redirectURI: form["redirect_uri"], verifier: form["code_verifier"],
            by: party)
        return .json([
            "access_token": .string(tokens.accessToken), "token_type": "Bearer",
            "expires_in": .integer(Int64(tokens.expiresIn)),
            "id_token": .string(tokens.idToken), "scope": .string(tokens.scope),
        ])
    }

    /// One proof of who is asking; two are an error (RFC 6749 section 2.3).
    private func proof(_ form: FormParameters, _ call: Call) -> ClientProof? {
        let basic = call.basicCredentials()
        let count = [basic != nil, form["client_secret"] != nil, form["client_assertion"] != nil]
            .filter { $0 }.count
        if count > 1 { return nil }
        if let basic { return .secret(clientID: basic.name, secret: basic.secret) }
        if let jwt = form["client_assertion"] {
            let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
            guard form["client_assertion_type"] == type else { return nil }
            return .assertion(clientID: form["client_id"], jwt: jwt)
        }
        guard let clientID = form["client_id"] else { return nil }
        if let secret = form["client_secret"] {
            return .secret(clientID: clientID, secret: secret)
        }
        return .none(clientID: clientID)
    }

    /// Pages of public clients redeem by themselves; nobody else's page does.
    private func admitPublicOrigin(
        _ call: Call, _ party: RelyingParty
    ) throws(BrokerRefusal) {
        guard let origin = call.origin, origin != settings.origin else { return }
        guard party.isPublic, party.origins.contains(origin) else { throw .invalidClient }
        call.allowedOrigin = origin
    }
}
