import Broker
import LoginFlow
import StrictJSON

extension SignInEntry {
    func json(locales: [String]) -> JSONValue {
        [
            "id": .string(id), "browser": .string(browser), "os": .string(system),
            "ip": .string(address), "started_at": .string(startedAt.rfc3339),
            "last_at": .string(lastAt.rfc3339), "expires_at": .string(expiresAt.rfc3339),
            "relying_parties": .array(relyingParties.map { $0.json(locales: locales) }),
        ]
    }
}

extension WaitingRequest {
    func json(locales: [String]) -> JSONValue {
        var members: JSONObject = [
            "session_id": .string(id.text),
            "relying_party": relyingParty.json(locales: locales),
        ]
        members.append("binding_message", bindingMessage)
        members.append("expires_in", expiresIn)
        return .object(members)
    }
}
