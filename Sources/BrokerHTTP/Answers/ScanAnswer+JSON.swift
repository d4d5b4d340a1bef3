import Broker
import LoginFlow
import SessionStore
import StrictJSON

extension ScanAnswer {
    /// What the phone shows before the person decides.
    func json(settings: BrokerSettings, locales: [String]) -> JSONValue {
        let session = record.session
        var members: JSONObject = [
            "session_id": .string(session.id.text), "challenge": .string(challenge),
            "status": .string(session.state.status.rawValue),
            "version": .integer(session.version),
        ]
        members.append("expires_in", expiresIn)
        members.append("purpose", session.request.purpose.rawValue)
        members.append("binding_message", session.request.bindingMessage)
        members.append("relying_party", relyingParty.json(locales: locales))
        members.append("context", contextJSON(locales))
        members.append("scopes", scopesJSON(locales))
        members.append("asks", asksJSON(settings, locales))
        members.append("same_device", .bool(isSameDevice))
        members.append("verification", verification.map(Self.json))
        return .object(members)
    }

    private static func json(_ verification: Verification) -> JSONValue {
        [
            "level": .integer(Int64(verification.level)),
            "held": .integer(Int64(verification.held)),
        ]
    }

    private func contextJSON(_ locales: [String]) -> JSONValue {
        let place = around.place?.name.text(for: locales)
        return [
            "ip": .string(requester.address),
            "location": place.map(JSONValue.string) ?? .null,
            "browser": .string(requester.browser), "os": .string(requester.system),
            "started_at": .string(record.session.createdAt.rfc3339),
            "same_network": .bool(around.isSameNetwork), "new_browser": .bool(isNewBrowser),
            "warnings": .array(warnings),
        ]
    }

    /// A code of a program can be sent to anybody and says nothing of who started it, so the phone
    /// must say what it is (RFC 8628 section 5.4).
    private var warnings: [JSONValue] {
        let isProgram = record.session.request.channel == .device
        return (isProgram ? ["program"] : []) + (around.isFarAway ? ["location_mismatch"] : [])
    }

    private func scopesJSON(_ locales: [String]) -> JSONValue {
        .array(
            record.session.request.scopes.map { asked in
                let known = relyingParty.scopes.first { $0.name == asked.name }
                return [
                    "name": .string(asked.name),
                    "title": .string(known?.title.text(for: locales) ?? asked.name),
                    "required": .bool(asked.isRequired),
                ]
            })
    }

    private func asksJSON(_ settings: BrokerSettings, _ locales: [String]) -> JSONValue {
        let asks = record.session.policy.asks
        var terms: [JSONValue] = []
        for case .terms(let versions) in asks {
            terms += versions.map { $0.json(settings, locales) }
        }
        return [
            "credential": .bool(asks.contains(.credential)), "pin": .bool(asks.contains(.pin)),
            "number": .bool(record.session.claim?.asksNumber ?? false),
            "consent": .bool(asks.contains(.consent)), "terms": .array(terms),
            "face": .bool(asks.contains(.face)),
            "organisation": .bool(asks.contains(.organisation)),
            "portrait": .bool(record.session.policy.needsPortrait),
        ]
    }
}
