import Broker
import HTTPTypes
import LoginFlow
import Testing

@testable import BrokerHTTP

@Suite("Parameters of an authorization request") struct AuthorizationParametersTests {
    private func request(
        _ values: [String: String], _ call: Call = .post()
    ) throws -> StartRequest {
        try AuthorizationParameters(values).startRequest(
            clientID: "portal", redirectURI: "https://portal.example/cb", call)
    }

    private func isInvalid(_ parameter: String, _ error: any Error) -> Bool {
        if case BrokerRefusal.invalidRequest(parameter) = error { true } else { false }
    }

    // MARK: prompt

    @Test(
        arguments: [
            ("login", [.login]), ("none", [.none]), ("consent", [.consent]),
            ("select_account", [.selectAccount]), ("login consent", [.login, .consent]),
            ("consent  login", [.login, .consent]), ("login login", [.login]), ("", []), (" ", []),
            ("none login", [.none, .login]),
        ] as [(String, Set<Prompt>)])
    func promptsAreASet(text: String, prompts: Set<Prompt>) throws {
        #expect(try request(["prompt": text]).prompt == prompts)
    }

    @Test(arguments: ["create", "login create", "Login", "login,consent", "login\tconsent", "0"])
    func unknownPromptsAreRefused(text: String) {
        #expect { try request(["prompt": text]) } throws: { isInvalid("prompt", $0) }
    }

    // MARK: max_age

    @Test(arguments: [
        ("0", 0), ("1", 1), ("0086400", 86_400), ("999999999", 999_999_999), ("", nil),
    ])
    func anAgeIsWholeSeconds(text: String, age: Int?) throws {
        #expect(try request(["max_age": text]).maximumAge == age)
    }

    @Test(arguments: [
        "-1", "+1", "1.5", "1e3", "0x10", " 1", "1 ", "1000000000", "99999999999999999999", "١",
        "none",
    ])
    func anythingElseIsNoAge(text: String) {
        #expect { try request(["max_age": text]) } throws: { isInvalid("max_age", $0) }
    }

    // MARK: The rest

    @Test func eachParameterHasItsPlace() throws {
        let asked = try request(
            [
                "response_mode": "form_post", "code_challenge": "c",
                "code_challenge_method": "S256",
                "dpop_jkt": "k", "scope": "openid email", "state": "s", "nonce": "n",
                "purpose": "login", "id_token_hint": "h", "wallets": "one two",
                "acr_values": "a b", "claims": "{}", "ui_locales": "de en", "client_id": "other",
                "redirect_uri": "https://evil.example",
            ], .post([.acceptLanguage: "zh-CN"]))
        #expect(asked.clientID == "portal")
        #expect(asked.redirectURI == "https://portal.example/cb")
        #expect(asked.responseMode == "form_post")
        #expect(asked.codeChallenge == "c" && asked.codeChallengeMethod == "S256")
        #expect(asked.keyThumbprint == "k")
        #expect(asked.scope == "openid email")
        #expect(asked.state == "s" && asked.nonce == "n")
        #expect(asked.purpose == "login" && asked.idTokenHint == "h")
        #expect(asked.wallets == ["one", "two"])
        #expect(asked.acrValues == ["a", "b"])
        #expect(asked.claims == "{}")
        #expect(asked.locales == ["zh-cn", "de", "en"])
        #expect(asked.channel == .page)
        #expect(!asked.isAuthenticated && asked.browser == nil && asked.subject == nil)
    }

    /// RFC 6749 section 3.1: a parameter without a value is as good as none. A missing scope is not
    /// `openid` here: this is no OpenID request then.
    @Test func emptyParametersAreMissing() throws {
        let asked = try request(["state": "", "wallets": "", "acr_values": "", "nonce": ""])
        #expect(asked.state == nil && asked.nonce == nil)
        #expect(asked.wallets == nil && asked.acrValues == nil)
        #expect(asked.scope == "")
    }

    @Test(
        arguments: [
            ("query", .query), ("form_post", .formPost), ("fragment", .query), (nil, .query),
            ("FORM_POST", .query),
        ] as [(String?, ResponseMode)])
    func errorsReachThePortalInAModeThatExists(text: String?, mode: ResponseMode) {
        let values = text.map { ["response_mode": $0] } ?? [:]
        #expect(AuthorizationParameters(values).responseMode == mode)
    }

    @Test func whatIsNotUnderstoodIsRefused() throws {
        func refusal(_ values: [String: String]) -> String {
            do throws(BrokerRefusal) {
                try AuthorizationParameters(values).refuseUnsupported()
                return "fine"
            } catch {
                return "\(error)"
            }
        }
        #expect(refusal(["response_type": "code"]) == "fine")
        #expect(refusal([:]).contains("response_type"))
        #expect(refusal(["response_type": ""]).contains("response_type"))
        for type in ["token", "id_token", "code id_token", "Code", "none"] {
            #expect(refusal(["response_type": type]).contains("unsupportedResponseType"))
        }
        #expect(
            refusal(["response_type": "code", "request": "e30"]).contains("requestNotSupported"))
    }
}
