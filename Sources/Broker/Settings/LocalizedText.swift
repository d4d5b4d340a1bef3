/// One text in several languages, by BCP 47 tag.
package struct LocalizedText: Sendable, Hashable {
    private let texts: [String: String]
    /// The tag that is used when nothing fits: English where there is one, else the first written.
    private let fallback: String

    /// - Returns: `nil` without any text.
    package init?(_ texts: [(tag: String, text: String)]) {
        guard let first = texts.first else { return nil }
        self.texts = Dictionary(
            texts.map { ($0.tag.lowercased(), $0.text) }, uniquingKeysWith: { $1 })
        fallback = self.texts["en"] == nil ? first.tag.lowercased() : "en"
    }

    /// The same text in every language.
    package init(_ text: String) {
        texts = ["und": text]
        fallback = "und"
    }

    /// The first fit of RFC 4647 lookup: the tag itself, then any text of the same language.
    package func text(for locales: [String]) -> String {
        for locale in locales.map({ $0.lowercased() }) {
            if let text = texts[locale] { return text }
            let language = locale.prefix { $0 != "-" }
            let relatives = texts.keys.filter { $0.prefix { $0 != "-" } == language }
            if let tag = relatives.min(), let text = texts[tag] { return text }
        }
        return texts[fallback] ?? ""
    }
}
