/// A request body in the form of web pages, which OAuth endpoints take.
struct FormBody: Equatable {
    private(set) var fields: [(name: String, value: String)] = []

    /// - Parameter value: `nil` leaves the field out.
    mutating func append(_ name: String, _ value: String?) {
        if let value { fields.append((name, value)) }
    }

    var text: String {
        fields.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
    }

    /// Letters, digits and `-._~` stay; every other byte becomes `%XX`, also the blank.
    static func encoded(_ text: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~".utf8)
        let hex = Array("0123456789ABCDEF")
        var encoded = ""
        for byte in text.utf8 {
            if plain.contains(byte) {
                encoded.append(Character(Unicode.Scalar(byte)))
            } else {
                encoded += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
            }
        }
        return encoded
    }

    static func == (left: FormBody, right: FormBody) -> Bool { left.text == right.text }
}
