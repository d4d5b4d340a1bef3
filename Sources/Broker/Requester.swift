import Base64URL
import LoginFlow
package import Secrets
import StrictJSON

/// The browser that asks for a login, as the phone will show it.
package struct Requester: Sendable, Equatable {
    package var address: String
    package var browser: String
    package var system: String
    /// What this browser is recognised by the next time; `nil` when it has no cookie of ours.
    var browserMark: Digest?

    /// - Parameter mark: the browser's own cookie where it has one.
    package init(address: String, userAgent: String, mark: String?, keys: KeyRing) {
        let agent = UserAgent(userAgent)
        self.address = address
        browser = agent.browser
        system = agent.system
        browserMark = mark.map(keys.browser)
    }

    var json: JSONValue {
        var members: JSONObject = [
            "address": .string(address), "browser": .string(browser), "system": .string(system),
        ]
        members.append("mark", browserMark.map { Base64URL.encode($0.bytes) })
        return .object(members)
    }

    init?(json: JSONValue) {
        guard let address = json["address"]?.string, let browser = json["browser"]?.string,
            let system = json["system"]?.string
        else { return nil }
        self.address = address
        self.browser = browser
        self.system = system
        browserMark = json["mark"]?.string.flatMap { Base64URL.decode($0) }
            .flatMap { Digest(bytes: $0) }
    }
}
