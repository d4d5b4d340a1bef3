import StrictJSON

/// For whom a person acts.
enum ActingFor: Equatable {
    case themself
    case organisation(id: String, name: String?, role: String?)

    var members: JSONObject {
        switch self {
        case .themself: return ["for_self": true]
        case .organisation(let id, let name, let role):
            var members: JSONObject = ["acting_for": .string(id)]
            var organisation = JSONObject()
            organisation.append("name", name)
            organisation.append("role", role)
            if !organisation.members.isEmpty {
                members.append("organisation", .object(organisation))
            }
            return members
        }
    }
}

/// Everything a confirmation may carry. What is `nil` or empty is left out of the statement.
struct ConfirmDetails: Equatable {
    var number: String?
    var credential: Credential?
    var enteredPIN = false
    /// Names of the scopes granted; `nil` when the login asked for no consent.
    var scopes: [String]?
    var terms: [Terms] = []
    var actingFor: ActingFor?
    var claims: JSONObject?
    /// The picture that a capture is to be compared with.
    var portrait: Photo?

    var members: JSONObject {
        var members = JSONObject()
        members.append("number", number)
        members.append("credential", credential?.id)
        members.append("credential_details", (credential?.details?.members).map(JSONValue.object))
        members.append("scopes", scopes.map { .array($0.map(JSONValue.string)) })
        if !terms.isEmpty { members.append("terms", .array(terms.map(\.accepted))) }
        if enteredPIN { members.append("amr", ["pin"]) }
        for member in actingFor?.members.members ?? [] { members.append(member.key, member.value) }
        members.append("claims", claims.map(JSONValue.object))
        members.append("portrait", portrait?.digest)
        return members
    }

    /// Takes the portrait from the credential, where the login asks for one and none was given.
    func withPortrait(for scanned: Scanned) throws(PhoneFailure) -> ConfirmDetails {
        guard portrait == nil, scanned.asksFor("portrait"), let file = credential?.portrait
        else { return self }
        var details = self
        details.portrait = try Photo(file: file)
        return details
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
