import Terminal
import Testing

@Suite struct LanguageTests {
    @Test("The language of the terminal, by the usual precedence")
    func languages() {
        #expect(Language(environment: [:]) == .english)
        #expect(Language(environment: ["LANG": "zh_CN.UTF-8"]) == .chinese)
        #expect(Language(environment: ["LANG": "zh_CN.UTF-8", "LC_ALL": "C"]) == .english)
        #expect(Language(environment: ["LANG": "de_DE", "LC_MESSAGES": "zh_TW"]) == .chinese)
        #expect(Language(environment: ["LANG": "zh_CN", "LC_ALL": ""]) == .chinese)
    }
}
