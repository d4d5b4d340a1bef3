import StrictJSON

/// What a person decided about a login that asks.
enum Decision: Equatable {
    case confirm(ConfirmDetails)
    case deny(DenyReason)
    /// Scanned only: somebody else, or nobody, decides.
    case leave
}

/// Why a person said no; the words of the wire contract.
enum DenyReason: String, CaseIterable {
    case notMe = "not_me"
    case changedMind = "changed_mind"
}

/// Everything a confirmation may carry. What is `nil` or empty is left out of the statement.
struct ConfirmDetails: Equatable {
    var number: String?
    var credential: String?
    var enteredPIN = false
    /// Names of the scopes granted; `nil` when the login asked for no consent.
    var scopes: [String]?
    var terms: [Terms] = []
    var actingFor: String?
    var claims: JSONObject?

    var members: JSONObject {
        var members = JSONObject()
        members.append("number", number)
        members.append("credential", credential)
        members.append("scopes", scopes.map { .array($0.map(JSONValue.string)) })
        if !terms.isEmpty { members.append("terms", .array(terms.map(\.accepted))) }
        if enteredPIN { members.append("amr", ["pin"]) }
        members.append("acting_for", actingFor)
        members.append("claims", claims.map(JSONValue.object))
        return members
    }
}

extension Decision {
    var act: Act? {
        switch self {
        case .confirm: .confirm
        case .deny: .deny
        case .leave: nil
        }
    }

    var members: JSONObject {
        switch self {
        case .confirm(let confirmation): confirmation.members
        case .deny(let reason): ["reason": .string(reason.rawValue)]
        case .leave: [:]
        }
    }
}
