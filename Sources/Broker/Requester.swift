import Base64URL
import LoginFlow
package import Secrets
import StrictJSON

/// The browser that asks for a login, as the phone will show it.
package struct Requester: Sendable, Equatable {
    package var address: String
    package var browser: String
    package var system: String
    /// What this browser is recognised by the next time: its kind at this very address. A campus
    /// behind one address shares it, so the risk verdict must not rest on it alone.
    var browserMark: Digest

    package init(address: String, userAgent: String, keys: KeyRing) {
        let agent = UserAgent(userAgent)
        self.address = address
        browser = agent.browser
        system = agent.system
        browserMark = keys.browser(mark: "\(userAgent) \(address)")
    }

    var json: JSONValue {
        [
            "address": .string(address), "browser": .string(browser), "system": .string(system),
            "mark": .string(Base64URL.encode(browserMark.bytes)),
        ]
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
        self.browserMark = browserMark
    }
}
