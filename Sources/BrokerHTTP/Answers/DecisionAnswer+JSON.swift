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
        return members
    }

    /// The answer to a decision.
    var decisionJSON: JSONValue {
        var members = stateMembers
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
        members.append("warnings", .array(warnings.map(JSONValue.string)))
        return .object(members)
    }
}

extension DecisionAnswer.OpenFaceCheck {
    fileprivate var json: JSONValue {
        [
            "check_id": .string(checkID), "challenge": .string(challenge),
            "methods": .array(methods.map(JSONValue.string)),
            "tries_left": .integer(Int64(triesLeft)),
            "expires_in": .integer(Int64(expiresIn)),
        ]
    }
}
