import Foundation
import LoginFlow
import StrictJSON

extension LoginRequest {
    /// The stored text. Names are short words of the contract; what is absent is left out.
    var json: JSONValue {
        var members: JSONObject = [
            "client": .string(clientID), "purpose": .string(purpose.rawValue),
            "channel": .string(channel.rawValue),
            "wallets": .array(wallets.map(JSONValue.string)),
            "scopes": .array(
                scopes.map { ["name": .string($0.name), "required": .bool($0.isRequired)] }),
        ]
        members.append("redirect_uri", redirectURI)
        if responseMode != .query { members.append("response_mode", responseMode.rawValue) }
        members.append("state", state)
        members.append("nonce", nonce)
        members.append("code_challenge", codeChallenge)
        members.append("key", keyThumbprint)
        members.append("locales", .array(locales.map(JSONValue.string)))
        members.append("expected_subject", expectedSubject)
        if level > 0 { members.append("level", level) }
        members.append("lifetime", lifetime?.count)
        if !idTokenClaims.isEmpty {
            members.append("id_token_claims", .array(idTokenClaims.map(JSONValue.string)))
        }
        members.append("former_sign_in", formerSignIn?.json)
        members.append("binding_message", bindingMessage)
        members.append("return_to", returnPlace?.text)
        if isSameDeviceOnly { members.append("same_device_only", true) }
        return .object(members)
    }

    /// What a former version wrote lacks the newer members and means their defaults.
    init?(json: JSONValue) {
        guard let client = json["client"]?.string,
            let wallets = json["wallets"]?.array, let scopes = json["scopes"]?.array,
            let purpose = json["purpose"]?.string.flatMap(Purpose.init)
        else { return nil }
        self.init(
            clientID: client, redirectURI: json["redirect_uri"]?.string,
            wallets: wallets.compactMap(\.string))
        self.purpose = purpose
        channel = json["channel"]?.string.flatMap(Channel.init) ?? .page
        responseMode = json["response_mode"]?.string.flatMap(ResponseMode.init) ?? .query
        self.scopes = scopes.compactMap { scope in
            scope["name"]?.string.map {
                ScopeRequest(name: $0, isRequired: scope["required"]?.bool ?? false)
            }
        }
        state = json["state"]?.string
        nonce = json["nonce"]?.string
        codeChallenge = json["code_challenge"]?.string
        keyThumbprint = json["key"]?.string
        locales = json["locales"]?.array?.compactMap(\.string) ?? []
        expectedSubject = json["expected_subject"]?.string
        level = json["level"]?.integer.map { Int($0) } ?? 0
        lifetime = json["lifetime"]?.integer.map { Seconds(Int($0)) }
        idTokenClaims = json["id_token_claims"]?.array?.compactMap(\.string) ?? []
        formerSignIn = json["former_sign_in"].flatMap(FormerSignIn.init(json:))
        bindingMessage = json["binding_message"]?.string
        returnPlace = json["return_to"]?.string.map(ReturnPlace.init(text:))
        isSameDeviceOnly = json["same_device_only"]?.bool ?? false
    }
}

extension ReturnPlace {
    /// An address, or the one word that is none.
    fileprivate var text: String {
        switch self {
        case .hosted: "hosted"
        case .page(let address): address
        }
    }

    fileprivate init(text: String) {
        self = text == "hosted" ? .hosted : .page(text)
    }
}

extension FormerSignIn {
    fileprivate var json: JSONValue {
        var members: JSONObject = [
            "id": .string(Data(id.bytes).base64EncodedString()),
            "methods": .array(methods.map(JSONValue.string)),
            "satisfied": .array(satisfied.map(JSONValue.string)),
        ]
        members.append("answers_until", answersUntil.map { .integer($0.milliseconds) })
        return .object(members)
    }

    fileprivate init?(json: JSONValue) {
        guard let text = json["id"]?.string, let bytes = Data(base64Encoded: text),
            let id = SignInID(bytes: bytes), let methods = json["methods"]?.array,
            let satisfied = json["satisfied"]?.array
        else { return nil }
        self.init(
            id: id, methods: methods.compactMap(\.string),
            satisfied: satisfied.compactMap(\.string),
            answersUntil: json["answers_until"]?.integer.map { Moment(milliseconds: $0) })
    }
}
