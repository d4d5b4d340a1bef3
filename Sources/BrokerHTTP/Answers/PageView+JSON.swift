import Broker
import LoginFlow
import StrictJSON

extension PageView {
    /// The members every page answer shares (PROTOCOL section 1).
    var members: JSONObject {
        var members: JSONObject = [
            "session_id": .string(id.text), "status": .string(status.rawValue),
            "hint": .string(hint.rawValue), "version": .integer(version),
        ]
        members.append("expires_in", expiresIn)
        members.append("match_number", matchNumber.map(JSONValue.string) ?? .null)
        members.append("wallet", wallet)
        members.append("result", result?.json)
        members.append("problem", problem?.json)
        return members
    }
}

extension PageView.Result {
    fileprivate var json: JSONValue {
        var members: JSONObject = ["code": .string(code)]
        members.append("state", state)
        members.append("iss", issuer)
        members.append("redirect_to", redirectTo)
        return .object(members)
    }
}

extension PageView.Problem {
    fileprivate var json: JSONValue {
        var members: JSONObject = ["code": .string(code)]
        members.append("reason", reason)
        members.append("redirect_to", redirectTo)
        return .object(members)
    }
}

extension PageFrame {
    var members: JSONObject {
        ["payload": .string(payload), "valid_for": validFor.map { .integer(Int64($0)) } ?? .null]
    }
}

extension PageDisplay {
    /// What both the creation answer and the page answer tell about the surroundings.
    func append(to members: inout JSONObject, path: String) {
        members.append("user_code", userCode.map(JSONValue.string) ?? .null)
        members.append("relying_party", relyingParty)
        members.append("sign_on", signOn.map(Self.json))
        members.append("purpose", purpose.rawValue)
        // What is not a login is finished by the person, who has something to read first.
        members.append("finish", purpose == .login ? "auto" : "button")
        members.append("same_device", sameDevice)
        let own = "\(path)/v1/sessions/\(id.text)"
        members.append(
            "links",
            [
                "self": .string(own), "qr": .string(own + "/qr"),
                "cancel": .string(own + "/cancel"), "page": .string(own + "/page"),
                "return": .string(own + "/return"),
                "wallets": .array(wallets.map(\.json)),
            ])
    }

    private var sameDevice: JSONValue {
        guard let sameDevicePayload else { return .null }
        var members: JSONObject = ["payload": .string(sameDevicePayload)]
        if isSameDeviceOnly { members.append("only", true) }
        return .object(members)
    }

    private static func json(_ scopes: [PageDisplay.ScopeEntry]) -> JSONValue {
        let entries = scopes.map { scope -> JSONValue in
            [
                "name": .string(scope.name), "title": .string(scope.title),
                "required": .bool(scope.isRequired),
            ]
        }
        return ["scopes": .array(entries)]
    }

    private var relyingParty: JSONValue {
        var members: JSONObject = [
            "id": .string(partyID), "name": .string(partyName), "domain": .string(partyDomain),
        ]
        members.append("logo_uri", partyLogo)
        return .object(members)
    }
}

extension PageDisplay.WalletEntry {
    var json: JSONValue {
        var members: JSONObject = ["id": .string(id), "name": .string(name)]
        members.append("deep_link", deepLink)
        members.append("logo_uri", logoURI)
        members.append("guide", guide)
        members.append("apps", .array(apps.map(\.json)))
        return .object(members)
    }
}

extension PageDisplay.AppEntry {
    fileprivate var json: JSONValue {
        var members: JSONObject = ["id": .string(id), "name": .string(name)]
        members.append("logo_uri", logoURI)
        members.append("deep_link", deepLink)
        return .object(members)
    }
}
