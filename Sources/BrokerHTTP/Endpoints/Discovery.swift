import Broker
import HTTPServing
import HTTPTypes
import LoginFlow
import StrictJSON
import Tokens

extension Endpoints {
    /// `GET /jwks`
    func publicKeys(_ call: Call) async throws(Problem) -> Response {
        metadata(broker.signers.publicKeys.jwks)
    }

    /// `GET /.well-known/openid-configuration` (OpenID Connect Discovery section 3, RFC 8414)
    func discovery(_ call: Call) async throws(Problem) -> Response {
        var members = endpointAddresses
        for member in capabilities.members { members.append(member.key, member.value) }
        return metadata(.object(members))
    }

    private var endpointAddresses: JSONObject {
        let addresses: KeyValuePairs = [
            "authorization_endpoint": "/authorize", "token_endpoint": "/token",
            "userinfo_endpoint": "/userinfo", "jwks_uri": "/jwks",
            "pushed_authorization_request_endpoint": "/par",
            "device_authorization_endpoint": "/device_authorization",
            "backchannel_authentication_endpoint": "/bc-authorize",
            "introspection_endpoint": "/introspect", "revocation_endpoint": "/revoke",
            "end_session_endpoint": "/end_session",
        ]
        var members: JSONObject = ["issuer": .string(settings.issuer)]
        for (name, path) in addresses { members.append(name, settings.issuer + path) }
        if settings.registration != nil {
            members.append("registration_endpoint", settings.issuer + "/register")
        }
        return members
    }

    private var capabilities: JSONObject {
        let methods = texts(ClientMetadata.methods)
        let algorithms = texts(SignatureAlgorithm.allCases.map(\.rawValue))
        let signing = texts(Set(broker.signers.publicKeys.keys.map(\.algorithm.rawValue)).sorted())
        return [
            "scopes_supported": .array(scopes), "response_types_supported": ["code"],
            "response_modes_supported": texts(ResponseMode.allCases.map(\.rawValue)),
            "grant_types_supported": texts(RelyingParty.GrantType.allCases.map(\.rawValue)),
            "subject_types_supported": ["public", "pairwise"],
            "prompt_values_supported": texts(Prompt.allCases.map(\.rawValue)),
            "id_token_signing_alg_values_supported": signing,
            "userinfo_signing_alg_values_supported": signing,
            "token_endpoint_auth_methods_supported": methods,
            "token_endpoint_auth_signing_alg_values_supported": algorithms,
            "introspection_endpoint_auth_methods_supported": texts(
                ClientMetadata.methods.filter { $0 != "none" }),
            "revocation_endpoint_auth_methods_supported": methods,
            "dpop_signing_alg_values_supported": algorithms,
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
            "claims_parameter_supported": true,
            "request_parameter_supported": false, "request_uri_parameter_supported": false,
            "require_pushed_authorization_requests": false,
            "backchannel_token_delivery_modes_supported": ["poll", "ping"],
            "backchannel_user_code_parameter_supported": false,
            "backchannel_logout_supported": true,
            "backchannel_logout_session_supported": true,
            "acr_values_supported": texts((1...settings.levels.highest).map(AssuranceLevel.name)),
            "claims_supported": texts(Self.tokenClaims + PersonClaims.names),
            "ui_locales_supported": ["zh-CN", "en"],
        ]
    }

    private static let tokenClaims = [
        "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid", "azp",
        "at_hash",
    ]

    private func texts(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }

    private var scopes: [JSONValue] {
        let names = Set(broker.parties.all.flatMap { $0.scopes.map(\.name) })
        return (["openid"] + names.subtracting(["openid"]).sorted()).map(JSONValue.string)
    }

    private func metadata(_ value: JSONValue) -> Response {
        var response = Response.json(value)
        response.headers[.cacheControl] = "max-age=300"
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.crossOriginResourcePolicy] = "cross-origin"
        return response
    }
}
