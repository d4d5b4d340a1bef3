import Broker
import HTTPTypes
import Hummingbird
import StrictJSON
import Tokens

extension Endpoints {
    /// `GET /jwks`
    func publicKeys(_ call: Call) async throws(Problem) -> Response {
        metadata(broker.signers.publicKeys.jwks)
    }

    /// `GET /.well-known/openid-configuration` (OpenID Connect Discovery section 3)
    func discovery(_ call: Call) async throws(Problem) -> Response {
        let issuer = settings.issuer
        return metadata([
            "issuer": .string(issuer),
            "authorization_endpoint": .string(issuer + "/authorize"),
            "token_endpoint": .string(issuer + "/token"),
            "userinfo_endpoint": .string(issuer + "/userinfo"),
            "jwks_uri": .string(issuer + "/jwks"),
            "scopes_supported": .array(scopes),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public", "pairwise"],
            "id_token_signing_alg_values_supported": .array(
                broker.signers.publicKeys.keys.map { .string($0.algorithm.rawValue) }),
            "token_endpoint_auth_methods_supported": [
                "none", "client_secret_basic", "client_secret_post", "private_key_jwt",
            ],
            "token_endpoint_auth_signing_alg_values_supported": ["ES256", "EdDSA", "RS256"],
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
            "request_parameter_supported": false, "request_uri_parameter_supported": false,
            "acr_values_supported": [
                "urn:qrbroker:acr:1", "urn:qrbroker:acr:2", "urn:qrbroker:acr:3",
            ],
            "claims_supported": [
                "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid",
                "azp", "at_hash",
            ],
            "ui_locales_supported": ["zh-CN", "en"],
        ])
    }

    private var scopes: [JSONValue] {
        let names = Set(settings.relyingParties.values.flatMap { $0.scopes.map(\.name) })
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
