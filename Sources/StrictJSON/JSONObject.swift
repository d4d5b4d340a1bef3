/// An object's members in the order they were written.
package struct JSONObject: Sendable, Equatable {
    package struct Member: Sendable, Equatable {
        package var key: String
        package var value: JSONValue

        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    package private(set) var members: [Member]

    /// - Parameter members: their keys must differ; the parser has checked it, literals are ours.
    package init(_ members: [Member] = []) { self.members = members }

    package var keys: [String] { members.map(\.key) }

    /// The member's value; `nil` when it is missing or `null`. Setting `nil` leaves it out.
    package subscript(key: String) -> JSONValue? {
        get {
            for member in members where member.key == key {
                return member.value.isNull ? nil : member.value
            }
            return nil
        }
        set {
            members.removeAll { $0.key == key }
            if let newValue { members.append(Member(key: key, value: newValue)) }
        }
    }

    /// Adds a member that is known to be new; nothing is added for `nil`.
    package mutating func append(_ key: String, _ value: JSONValue?) {
        if let value { members.append(Member(key: key, value: value)) }
    }

    package mutating func append(_ key: String, _ text: String?) {
        append(key, text.map(JSONValue.string))
    }

    package mutating func append(_ key: String, _ number: Int?) {
        append(key, number.map { JSONValue.integer(Int64($0)) })
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
