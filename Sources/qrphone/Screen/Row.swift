import Terminal

/// A line of a name and what it names, with the names in a column.
enum Row {
    static func text(_ name: Phrase, _ value: String, in language: Language) -> String {
        label(name, in: language) + value
    }

    /// Chinese characters take two places each.
    static func label(_ name: Phrase, in language: Language) -> String {
        let text = name.text(in: language)
        let width = text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E80 ? 2 : 1) }
        return "  " + text + String(repeating: " ", count: max(1, 15 - width))
    }
}
