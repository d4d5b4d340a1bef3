import StrictJSON

/// The members of a request body with their types; the first that does not fit is named.
struct BodyMembers {
    private let object: JSONObject

    init(_ object: JSONObject) { self.object = object }

    func required(_ name: String) throws(Problem) -> String {
        guard let text = try text(name) else { throw .invalidRequest(name) }
        return text
    }

    func text(_ name: String) throws(Problem) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.string else { throw .invalidRequest(name) }
        return text
    }

    func texts(_ name: String) throws(Problem) -> [String]? {
        guard let value = object[name] else { return nil }
        guard let list = value.array else { throw .invalidRequest(name) }
        let texts = list.compactMap(\.string)
        guard texts.count == list.count else { throw .invalidRequest(name) }
        return texts
    }

    func object(_ name: String) throws(Problem) -> JSONObject? {
        guard let value = object[name] else { return nil }
        guard let object = value.object else { throw .invalidRequest(name) }
        return object
    }

    func wholeNumber(_ name: String) throws(Problem) -> Int64? {
        guard let value = object[name] else { return nil }
        guard let number = value.integer, number >= 0 else { throw .invalidRequest(name) }
        return number
    }
}
