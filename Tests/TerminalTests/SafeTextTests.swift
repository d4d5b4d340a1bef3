import Terminal
import Testing

@Suite struct SafeTextTests {
    @Test(
        "Characters that act are replaced",
        arguments: [
            "\u{1B}[2J", "\u{07}", "\n", "\r", "\t", "\u{7F}", "\u{9B}2J", "\u{0}", "\u{202E}",
            "\u{202A}",
            "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{061C}", "\u{200B}", "\u{FEFF}",
            "\u{2028}",
            "\u{2029}", "\u{E0041}", "\u{E000}", "\u{AD}",
        ])
    func replaces(_ text: String) throws {
        let first = try #require(text.unicodeScalars.first)
        let line = SafeText.line("exam" + text + "ple")
        #expect(!line.unicodeScalars.contains(first))
        #expect(line.unicodeScalars.contains("\u{FFFD}"))
        #expect(line.hasPrefix("exam") && line.hasSuffix("ple"))
    }

    @Test(
        "Text to read stays",
        arguments: ["青海省考生公共服务系统", "María García", "O'Neill & Söhne", "日本語 ☎ 100 %"])
    func keeps(_ text: String) {
        #expect(SafeText.line(text) == text)
    }

    @Test("160 scalars are shown, the 161st is not")
    func length() {
        let text = String(repeating: "x", count: 160)
        #expect(SafeText.line(text) == text)
        #expect(SafeText.line(text + "x") == text + "…")
    }

    @Test("JSON keeps its value and loses what acts")
    func json() {
        #expect(
            SafeText.json("\"a\u{202E}b\u{E0041}c\u{9B}码\"") == #""a\u202eb\udb40\udc41c\u009b码""#)
    }
}
