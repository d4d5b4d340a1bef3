/// Text from outside inside a page of ours.
enum HTMLText {
    static func escape(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.append(character)
            }
        }
    }

    /// Fields that a form sends without showing them.
    static func hidden(_ fields: [(name: String, value: String)]) -> String {
        fields.map {
            "<input type=\"hidden\" name=\"\(escape($0.name))\" value=\"\(escape($0.value))\">"
        }.joined()
    }
}
