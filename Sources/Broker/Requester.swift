import Base64URL
import LoginFlow
package import Secrets
import StrictJSON

/// The browser that asks for a login, as the phone will show it.
package struct Requester: Sendable, Equatable {
    package var address: String
    package var browser: String
    package var system: String
    /// Whether it says that it is on a phone. Anybody may say otherwise, so this protects from nobody:
    /// it only spares honest people the wrong code.
    package var isPhone: Bool
    /// What this browser is recognised by the next time: its kind at this very address. A campus
    /// behind one address shares it, so the risk verdict must not rest on it alone.
    var browserMark: Digest

    /// - Parameter mobileHint: `Sec-CH-UA-Mobile`, a boolean of RFC 8941: `?1` on a phone.
    package init(
        address: String, userAgent: String, mobileHint: String? = nil, keys: KeyRing
    ) {
        let agent = UserAgent(userAgent)
        self.address = address
        browser = agent.browser
        system = agent.system
        isPhone = mobileHint == "?1" || agent.isPhone
        browserMark = keys.browser(mark: "\(userAgent) \(address)")
    }

    var json: JSONValue {
        var members: JSONObject = [
            "address": .string(address), "browser": .string(browser), "system": .string(system),
            "mark": .string(Base64URL.encode(browserMark.bytes)),
        ]
        if isPhone { members.append("phone", true) }
        return .object(members)
    }

    init?(json: JSONValue) {
        guard let address = json["address"]?.string, let browser = json["browser"]?.string,
            let system = json["system"]?.string,
            let mark = json["mark"]?.string.flatMap({ Base64URL.decode($0) }),
            let browserMark = Digest(bytes: mark)
        else { return nil }
        self.address = address
        self.browser = browser
        self.system = system
        isPhone = json["phone"]?.bool ?? false
        self.browserMark = browserMark
    }
}
