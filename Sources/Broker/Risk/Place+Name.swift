package import Places

extension Place {
    /// As it is said in each language: from the town to the country in English, from the country to
    /// the town in Chinese.
    package var name: LocalizedText {
        let texts = names.sorted { $0.key < $1.key }.compactMap { tag, parts in
            let parts = Self.withoutRepeats(parts)
            let isChinese = tag.hasPrefix("zh")
            let text =
                isChinese ? parts.joined(separator: " ") : parts.reversed().joined(separator: ", ")
            return text.isEmpty ? nil : (tag: tag, text: text)
        }
        return LocalizedText(texts) ?? LocalizedText(country)
    }

    /// A town that is a province of its own (Beijing, Beijing; 北京市 北京) is named once.
    private static func withoutRepeats(_ parts: [String]) -> [String] {
        parts.reduce(into: []) { kept, part in
            if kept.last != part && kept.last != part + "市" { kept.append(part) }
        }
    }
}
