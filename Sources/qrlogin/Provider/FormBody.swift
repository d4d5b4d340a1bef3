import PercentCoding

/// A request body in the form of web pages, which OAuth endpoints take.
struct FormBody: Equatable {
    private(set) var fields: [(name: String, value: String)] = []

    /// - Parameter value: `nil` leaves the field out.
    mutating func append(_ name: String, _ value: String?) {
        if let value { fields.append((name, value)) }
    }

    var text: String { PercentCoding.encode(fields.map { ($0.name, $0.value) }) }

    static func == (left: FormBody, right: FormBody) -> Bool { left.text == right.text }
}
