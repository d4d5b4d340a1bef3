import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import StrictJSON

extension Endpoints {
    /// `POST /token`
    func grantTokens(_ call: Call) async throws(Problem) -> Response {
        try await answer(call) { (request, party) throws(BrokerRefusal) in
            guard let name = request.form["grant_type"]
            else { throw .invalidRequest(parameter: "grant_type") }
            guard let type = RelyingParty.GrantType(rawValue: name)
            else { throw .oauth(.unsupportedGrantType) }
            return Self.answer(try await tokens(type, request.form, party, call))
        }
    }

    private func tokens(
        _ type: RelyingParty.GrantType, _ form: FormParameters, _ party: RelyingParty,
        _ call: Call
    ) async throws(BrokerRefusal) -> IssuedTokens {
        try broker.admitTokenRequest(type, by: party, address: call.address)
        let key = try await possession(call, path: "/token", by: party)
        switch type {
        case .authorizationCode:
            return try await broker.redeem(
                code: try required("code", form),
                CodeProof(
                    redirectURI: form["redirect_uri"], verifier: form["code_verifier"],
                    keyThumbprint: key), by: party, address: call.address)
        case .refreshToken:
            return try await broker.refresh(
                try required("refresh_token", form), scope: form["scope"], keyThumbprint: key,
                by: party, address: call.address)
        case .deviceCode:
            return try await broker.poll(
                try required("device_code", form), .device, keyThumbprint: key, by: party,
                address: call.address)
        case .ciba:
            return try await broker.poll(
                try required("auth_req_id", form), .backchannel, keyThumbprint: key, by: party,
                address: call.address)
        }
    }

    func required(
        _ name: String, _ form: FormParameters
    ) throws(BrokerRefusal) -> String {
        guard let text = form[name] else { throw .invalidRequest(parameter: name) }
        return text
    }

    private static func answer(_ tokens: IssuedTokens) -> Response {
        var members: JSONObject = [
            "access_token": .string(tokens.accessToken), "token_type": .string(tokens.type),
            "expires_in": .integer(Int64(tokens.expiresIn)),
            "id_token": .string(tokens.idToken), "scope": .string(tokens.scope),
        ]
        members.append("refresh_token", tokens.refreshToken)
        return .json(.object(members))
    }
}
