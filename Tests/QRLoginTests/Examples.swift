import StrictJSON
import Tokens

@testable import qrlogin

/// Answers as a provider gives them.
enum Examples {
    static func document(_ issuer: String) -> JSONValue {
        [
            "issuer": .string(issuer), "token_endpoint": .string(issuer + "/token"),
            "device_authorization_endpoint": .string(issuer + "/device_authorization"),
            "jwks_uri": .string(issuer + "/jwks"),
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "none"],
        ]
    }

    static let code: JSONValue = [
        "device_code": "d1", "user_code": "WDJB-MJHT",
        "verification_uri": "https://login.example/device",
        "verification_uri_complete":
            "https://login.example/q/AAECAwQFBgcICQoLDA0ODw.0.AAECAwQFBgcICQoL",
        "expires_in": 120, "interval": 5,
    ]

    static let tokens: JSONValue = [
        "access_token": "a", "token_type": "Bearer", "expires_in": 600,
    ]

    static func error(_ error: String, status: Int = 400) -> CannedProvider.Reply {
        CannedProvider.Reply(status: status, body: ["error": .string(error)])
    }

    static func deviceCode(_ change: (inout JSONObject) -> Void = { _ in }) throws -> DeviceCode {
        var members = code.object ?? [:]
        change(&members)
        return try DeviceCode(Response(status: 200, body: .object(members)))
    }
}
