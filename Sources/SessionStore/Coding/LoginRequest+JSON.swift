import LoginFlow
import StrictJSON

extension LoginRequest {
    /// The stored text. Names are short words of the contract; what is absent is left out.
    var json: JSONValue {
        var members: JSONObject = [
            "client": .string(clientID), "redirect_uri": .string(redirectURI),
            "purpose": .string(purpose.rawValue),
            "wallets": .array(wallets.map(JSONValue.string)),
            "scopes": .array(
                scopes.map { ["name": .string($0.name), "required": .bool($0.isRequired)] }),
        ]
        members.append("state", state)
        members.append("nonce", nonce)
        members.append("code_challenge", codeChallenge)
        members.append("locales", .array(locales.map(JSONValue.string)))
        members.append("expected_subject", expectedSubject)
        return .object(members)
    }

    init?(json: JSONValue) {
        guard let client = json["client"]?.string, let uri = json["redirect_uri"]?.string,
            let wallets = json["wallets"]?.array, let scopes = json["scopes"]?.array,
            let purpose = json["purpose"]?.string.flatMap(Purpose.init)
        else { return nil }
        self.init(
            clientID: client, redirectURI: uri, wallets: wallets.compactMap(\.string))
        self.purpose = purpose
        self.scopes = scopes.compactMap { scope in
            scope["name"]?.string.map {
                ScopeRequest(name: $0, isRequired: scope["required"]?.bool ?? false)
            }
        }
        state = json["state"]?.string
        nonce = json["nonce"]?.string
        codeChallenge = json["code_challenge"]?.string
        locales = json["locales"]?.array?.compactMap(\.string) ?? []
        expectedSubject = json["expected_subject"]?.string
    }
}
