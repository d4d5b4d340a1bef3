import Testing

@testable import qrphone

@Suite struct LoginCodeTests {
    static let frame = "AAECAwQFBgcICQoLDA0ODw.0.AAECAwQFBgcICQoL"

    @Test(
        "The issuer is what stands before /q/",
        arguments: [
            "https://login.example", "https://login.example:8443", "https://login.example/sso",
            "https://login.example/q/sso", "http://127.0.0.1:8080", "http://localhost:8080",
            "http://[::1]:8080", "http://10.0.0.1", "http://192.168.1.5:8080", "http://172.16.0.1",
            "http://172.31.255.255",
        ])
    func issuer(_ issuer: String) throws {
        let code = try #require(LoginCode(payload: "\(issuer)/q/\(Self.frame)"))
        #expect(code.issuer == issuer)
        #expect(code.form == .payload("\(issuer)/q/\(Self.frame)"))
    }

    @Test(
        "Codes that lead elsewhere are no login codes",
        arguments: [
            "", "hello", "/q/\(frame)", "https:///q/\(frame)", "ftp://login.example/q/\(frame)",
            "javascript:alert(1)/q/\(frame)", "https://login.example/q/",
            "https://login.example/q/\(frame)?next=https://evil.example",
            "https://login.example/q/\(frame)#x", "https://login.example/q/\(frame)/more",
            "https://login.example?x=/q/\(frame)", "https://login.example#/q/\(frame)",
            "https://login.example@evil.example/q/\(frame)",
            "https://user:word@login.example/q/\(frame)", "http://login.example/q/\(frame)",
            "http://172.15.0.1/q/\(frame)", "http://172.32.0.1/q/\(frame)",
            "http://192.169.0.1/q/\(frame)", "http://8.8.8.8/q/\(frame)",
            "http://127.0.0.1.evil.example/q/\(frame)", "http://localhost.evil.example/q/\(frame)",
            "https://login.example//q/\(frame)", "https://lo\u{202E}gin.example/q/\(frame)",
            " https://login.example/q/\(frame)", "https://login.example/q/\(frame)\n",
        ])
    func elsewhere(_ text: String) {
        #expect(LoginCode(payload: text) == nil)
    }

    @Test(
        "A typed code is eight letters in any dress",
        arguments: ["WDJB-MJHT", "wdjbmjht", "WD JB mj-ht"])
    func typed(_ text: String) throws {
        let code = try #require(LoginCode(typed: text, issuer: "https://login.example"))
        #expect(code.form == .typed(text))
    }

    @Test(
        "Seven, nine, or other signs are none",
        arguments: ["WDJB-MJH", "WDJB-MJHTX", "WDJB-MJH7", "码码码码码码码码"])
    func notTyped(_ text: String) {
        #expect(LoginCode(typed: text, issuer: "https://login.example") == nil)
    }
}

@Suite struct SourceTests {
    static let payload = "https://login.example/q/\(LoginCodeTests.frame)"

    @Test("Each form is told by its looks")
    func forms() {
        let none = { (_: String) in false }
        #expect(Source(argument: "-", fileExists: none) == .pictureOnStandardInput)
        #expect(Source(argument: Self.payload, fileExists: none) == .payload(Self.payload))
        #expect(Source(argument: "WDJB-MJHT", fileExists: none) == .typedCode("WDJB-MJHT"))
        #expect(Source(argument: "x.png", fileExists: none) == .pictureFile("x.png"))
        #expect(Source(argument: "wdjbmjht", fileExists: { _ in true }) == .pictureFile("wdjbmjht"))
    }

    @Test("One login code among other codes is taken")
    func oneAmongOthers() throws {
        let code = try Source.loginCode(
            among: ["https://store.example/app", Self.payload], issuer: nil)
        #expect(code.issuer == "https://login.example")
    }

    @Test("No code, another code, and two login codes are three different complaints")
    func complaints() {
        #expect(throws: PhoneFailure.noCodeInPicture) {
            try Source.loginCode(among: [], issuer: nil)
        }
        #expect(throws: PhoneFailure.notALoginCode("hello")) {
            try Source.loginCode(among: ["hello"], issuer: nil)
        }
        #expect(throws: PhoneFailure.severalLoginCodes(2)) {
            try Source.loginCode(among: [Self.payload, Self.payload + "x"], issuer: nil)
        }
    }

    @Test("A code of another broker than the one named is refused before anything is sent")
    func foreignIssuer() {
        #expect(throws: PhoneFailure.foreignIssuer("https://login.example")) {
            try Source.loginCode(among: [Self.payload], issuer: "https://login.example:8443")
        }
    }

    @Test("A typed code needs the issuer")
    func typedNeedsIssuer() throws {
        let source = Source.typedCode("WDJB-MJHT")
        #expect(try source.loginCode(issuer: "https://a.example").issuer == "https://a.example")
        #expect(throws: PhoneFailure.self) { try source.loginCode(issuer: nil) }
    }
}
