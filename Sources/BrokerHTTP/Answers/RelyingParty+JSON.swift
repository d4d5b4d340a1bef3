import Broker
import StrictJSON

extension RelyingParty {
    /// What a phone shows of a portal.
    func json(locales: [String]) -> JSONValue {
        var members: JSONObject = [
            "id": .string(id), "name": .string(name.text(for: locales)),
            "domain": .string(domain),
        ]
        members.append("logo_uri", logoURI)
        return .object(members)
    }
}
