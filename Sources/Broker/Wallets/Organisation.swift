import StrictJSON

/// For whom a person acts, as their wallet says it.
struct Organisation: Sendable, Hashable {
    /// Bytes of the id, characters of what is shown.
    private static let limit = 255

    let id: String
    var name: String?
    /// What the person is there.
    var role: String?

    var json: JSONValue {
        var members: JSONObject = ["id": .string(id)]
        members.append("name", name)
        members.append("role", role)
        return .object(members)
    }

    init?(json: JSONValue) {
        guard let id = json["id"]?.string else { return nil }
        self.id = id
        name = json["name"]?.string
        role = json["role"]?.string
    }

    /// - Returns: `nil` where the person acts for nobody else.
    init?(_ statement: Statement) throws(BrokerRefusal) {
        guard let id = try statement.optionalText("acting_for", limit: Self.limit)
        else { return nil }
        // It travels in tokens and stands on the portal's pages.
        guard !id.isEmpty, PlainText.isShowable(id, limit: Self.limit)
        else { throw .invalidRequest(parameter: "acting_for") }
        self.id = id
        guard let details = statement.claims["organisation"] else { return }
        guard details.object != nil else { throw .invalidRequest(parameter: "organisation") }
        name = try Self.text(details["name"])
        role = try Self.text(details["role"])
    }

    private static func text(_ value: JSONValue?) throws(BrokerRefusal) -> String? {
        guard let value else { return nil }
        guard let text = value.string, PlainText.isShowable(text, limit: limit)
        else { throw .invalidRequest(parameter: "organisation") }
        return text
    }
}
