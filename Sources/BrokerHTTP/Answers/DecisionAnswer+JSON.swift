import Broker
import LoginFlow
import StrictJSON

extension DecisionAnswer {
    private var stateMembers: JSONObject {
        var members: JSONObject = [
            "status": .string(status.rawValue), "hint": .string(hint.rawValue),
            "version": .integer(version),
        ]
        members.append("expires_in", expiresIn)
        members.append("return_to", returnTo)
        return members
    }

    /// The answer to a decision.
    func decisionJSON(settings: BrokerSettings, locales: [String]) -> JSONValue {
        var members = stateMembers
        members.append("receipt", receipt?.json(settings, locales))
        members.append("face", openFaceCheck?.json)
        return .object(members)
    }

    /// The answer to a face result.
    var faceJSON: JSONValue {
        var members = stateMembers
        members.append("tries_left", triesLeft)
        members.append("reason", faceReason?.rawValue)
        members.append("face", openFaceCheck?.json)
        return .object(members)
    }

    /// The answer to a question how it stands.
    var statusJSON: JSONValue {
        var members = stateMembers
        members.append("reason", faceReason?.rawValue)
        members.append("face", openFaceCheck?.json)
        members.append("warnings", .array(warnings.map(JSONValue.string)))
        return .object(members)
    }
}

extension DecisionAnswer.OpenFaceCheck {
    fileprivate var json: JSONValue {
        var members: JSONObject = [
            "check_id": .string(checkID), "challenge": .string(challenge),
            "methods": .array(methods.map(JSONValue.string)),
            "tries_left": .integer(Int64(triesLeft)),
            "expires_in": .integer(Int64(expiresIn)),
            "actions": .array(actions.map(JSONValue.string)), "portrait": .bool(needsPortrait),
        ]
        members.append("url", url)
        return .object(members)
    }
}
