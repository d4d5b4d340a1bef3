import Broker
import StrictJSON

/// A wallet of the configuration, as its simulator knows it.
extension Wallet {
    var attestations: [JSONValue] { attests.map(\.rawValue).sorted().map(JSONValue.string) }

    /// What people call the password of a wallet, where it has a name of its own.
    private static let passwordNames: [String: LocalizedText] = [
        "social-card": .both("card password", "社保卡密码")
    ]

    func profile(issuer: String, locales: [String]) -> JSONValue {
        var members: JSONObject = [
            "issuer": .string(issuer), "wallet": .string(id),
            "name": .string(name.text(for: locales)), "attests": .array(attestations),
            "holds_credentials": .bool(holdsCredentials),
            "apps": .array(apps.map { $0.json(locales) }),
        ]
        members.append("logo_uri", logoURI)
        members.append("pin_name", Self.passwordNames[id]?.text(for: locales))
        members.append(
            "people",
            .array(DemoPeople.all.map { $0.json(locales, withCredentials: holdsCredentials) }))
        return .object(members)
    }

    /// As pages show it.
    func json(locales: [String]) -> JSONValue {
        var members: JSONObject = ["id": .string(id), "name": .string(name.text(for: locales))]
        members.append("logo_uri", logoURI)
        members.append("guide", guide?.text(for: locales))
        return .object(members)
    }
}

extension Wallet.HostApp {
    fileprivate func json(_ locales: [String]) -> JSONValue {
        var members: JSONObject = ["id": .string(id), "name": .string(name.text(for: locales))]
        members.append("logo_uri", logoURI)
        return .object(members)
    }
}
