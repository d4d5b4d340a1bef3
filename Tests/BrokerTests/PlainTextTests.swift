import Testing

@testable import Broker

@Suite("Words of strangers") struct PlainTextTests {
    @Test(arguments: [
        "", "Portal", "门户网站", "Café Zürich", "e\u{301}\u{323}", "हिन्दी", "a b", "🙂", "\"<>&",
        String(repeating: "a", count: 64), String(repeating: "e\u{301}", count: 32),
    ])
    func theseFitOnALine(text: String) { #expect(PlainText.isShowable(text, limit: 64)) }

    @Test(arguments: [
        "two\nlines", "\r", "\t", "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}",
        // Turns the words beside it round, hides in them, or joins them.
        "Bank\u{202E}", "\u{2066}a", "\u{200E}", "a\u{200B}b", "\u{FEFF}", "\u{AD}", "\u{E000}",
        "\u{E0041}", "\u{378}", "z\u{301}\u{301}\u{301}", "a\u{20DD}\u{20DD}\u{20DD}",
        String(repeating: "a", count: 65), String(repeating: "e\u{301}", count: 33),
    ])
    func theseDoNot(text: String) { #expect(!PlainText.isShowable(text, limit: 64)) }
}
