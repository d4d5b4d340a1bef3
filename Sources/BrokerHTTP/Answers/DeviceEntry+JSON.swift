package import Broker
import LoginFlow
package import StrictJSON

extension DeviceEntry {
    package func json(locales: [String]) -> JSONValue {
        [
            "kid": .string(kid), "model": text(model), "os": text(system),
            "enrolled_at": .string(enrolledAt.rfc3339),
            "last_use": lastUse.map { json($0, locales) } ?? .null,
        ]
    }

    private func json(_ use: DeviceUse, _ locales: [String]) -> JSONValue {
        [
            "at": .string(use.at.rfc3339),
            "relying_party": relyingParty?.json(locales: locales) ?? .null,
            "browser": text(use.requester?.browser), "os": text(use.requester?.system),
            "ip": text(use.requester?.address),
            "location": text(place?.name.text(for: locales)),
        ]
    }

    private func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
