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

    @Test("The language named on the command line comes first, where there is one of that name")
    func named() {
        let chinese = ["LANG": "zh_CN"]
        let english = ["qrphone", "--language", "en"]
        #expect(Language(arguments: english, environment: chinese) == .english)
        let german = ["qrphone", "--language", "de"]
        #expect(Language(arguments: german, environment: chinese) == .chinese)
        #expect(Language(arguments: ["qrphone", "--language"], environment: chinese) == .chinese)
    }
}
