import LoginFlow
import StrictJSON
import Testing

@testable import SessionStore

/// The texts in which requests and policies are kept.
@Suite struct StoredFormTests {
    static let oldRequest = """
        {"client":"portal","redirect_uri":"https://portal.example/cb","purpose":"register",\
        "wallets":["one"],"scopes":[{"name":"email","required":true},{"name":"phone"}],\
        "state":"s","nonce":"n","code_challenge":"c","locales":["en"],"expected_subject":"e"}
        """

    @Test func aRequestOfTheFirstVersionMeansTheDefaults() throws {
        let request = try #require(LoginRequest(json: try JSONValue(parsing: Self.oldRequest)))
        var expected = LoginRequest(
            clientID: "portal", redirectURI: "https://portal.example/cb", wallets: ["one"])
        expected.purpose = .register
        expected.scopes = [
            ScopeRequest(name: "email", isRequired: true),
            ScopeRequest(name: "phone", isRequired: false),
        ]
        expected.state = "s"
        expected.nonce = "n"
        expected.codeChallenge = "c"
        expected.locales = ["en"]
        expected.expectedSubject = "e"
        #expect(request == expected)
        #expect(request.channel == .page)
        #expect(request.responseMode == .query)
        #expect(request.level == 0)
        #expect(request.formerSignIn == nil)
        #expect(request.returnPlace == nil)
        #expect(!request.isSameDeviceOnly)
    }

    typealias Change = @Sendable (inout LoginRequest) -> Void

    static let former = FormerSignIn(id: SignInID(number: 7))

    static let changes: [String: Change] = [
        "nothing": { _ in }, "purpose": { $0.purpose = .faceCheck },
        "no address": { $0.redirectURI = nil }, "device": { $0.channel = .device },
        "backchannel": { $0.channel = .backchannel },
        "form post": { $0.responseMode = .formPost },
        "scopes": { $0.scopes = [ScopeRequest(name: "email", isRequired: true)] },
        "key": { $0.keyThumbprint = "thumb" }, "level": { $0.level = 3 },
        "claims": { $0.idTokenClaims = ["name", "acr"] },
        "back to the own page": { $0.returnPlace = .hosted },
        "back to a page of the portal": {
            $0.returnPlace = .page("https://portal.example/a?b=\u{22}c")
        },
        "same device only": { $0.isSameDeviceOnly = true },
        "binding message": { $0.bindingMessage = "W4 \"\u{0} 你" },
        "former sign-in": { $0.formerSignIn = former },
        "former sign-in that answers": {
            $0.formerSignIn = FormerSignIn(id: former.id, answersUntil: after(1_234))
        },
        "former sign-in with methods": {
            $0.formerSignIn = FormerSignIn(
                id: former.id, methods: ["swk", "face"], satisfied: ["consent", "face"])
        },
        "everything of before": {
            $0.state = "s"
            $0.nonce = "n"
            $0.codeChallenge = "c"
            $0.locales = ["zh-CN", "en"]
            $0.expectedSubject = "e"
        },
    ]

    @Test(arguments: changes.keys.sorted())
    func everyMemberOfARequestComesBack(name: String) throws {
        var request = LoginRequest(clientID: "portal", redirectURI: "https://x/cb", wallets: ["w"])
        let change = try #require(Self.changes[name])
        change(&request)
        let text = request.json.serializedText()
        #expect(LoginRequest(json: try JSONValue(parsing: text)) == request)
    }

    @Test func everyChannelAndModeComesBack() {
        var request = LoginRequest(clientID: "portal", redirectURI: nil, wallets: [])
        for channel in Channel.allCases {
            for mode in ResponseMode.allCases {
                (request.channel, request.responseMode) = (channel, mode)
                #expect(LoginRequest(json: request.json) == request)
            }
        }
    }

    @Test func aPolicyOfTheFirstVersionHasNoSignOnAndNoStepUp() throws {
        let text = """
            {"asks":["consent","face"],"face":{"provider":"attested","tries":2},\
            "number_match":"always","user_code":false,"rotation":3,"lifetimes":[1,2,3,4,5]}
            """
        let policy = try #require(Policy(json: try JSONValue(parsing: text)))
        #expect(policy.asks == [.consent, .face])
        #expect(policy.singleSignOn == 0)
        #expect(policy.stepUp == [])
        #expect(policy.minimumLevel == 0)
        #expect(policy.crossDeviceOnPhones == .show)
        #expect(policy.requiredActions == [])
        #expect(policy.face.actions == 0)
    }

    /// Without it, a login session of a later version would be approved too early.
    @Test(arguments: [
        "[\"reach_level\"]", "[\"return_to_page\",\"set_password\"]", "[7]", "[null]",
        "[[\"return_to_page\"]]",
    ])
    func aRequiredActionThatIsNotKnownIsNotLeftOut(actions: String) throws {
        let text = Policy().with(.returnToPage).json.serializedText()
        #expect(Policy(json: try JSONValue(parsing: text)) == Policy().with(.returnToPage))
        let changed = text.replacing("[\"return_to_page\"]", with: actions)
        #expect(changed != text)
        #expect(Policy(json: try JSONValue(parsing: changed)) == nil)
    }

    @Test func anAskThatIsNotKnownIsNotLeftOut() throws {
        let text = Policy.everything.json.serializedText()
        let changed = text.replacing("\"organisation\"", with: "\"horoscope\"")
        #expect(changed != text)
        #expect(Policy(json: try JSONValue(parsing: changed)) == nil)
    }

    @Test func everyMemberOfAPolicyComesBack() {
        var policies = [Policy(), .everything]
        policies[0].singleSignOn = 3_600
        policies[1].stepUp = [.pin, .face]
        var both = policies[1]
        both.singleSignOn = 1
        policies[0].stepUp = [.credential, .organisation, .consent]
        both.minimumLevel = 1
        both.crossDeviceOnPhones = .hide
        policies += FaceProviderKind.allCases.map { kind in
            var policy = Policy()
            policy.face = FaceRule(provider: kind, tries: 1, actions: 0)
            policy.requiredActions = RequiredAction.allCases
            return policy
        }
        for policy in policies + [both] { #expect(Policy(json: policy.json) == policy) }
    }
}

extension Policy {
    fileprivate func with(_ action: RequiredAction) -> Policy {
        var policy = self
        policy.requiredActions = [action]
        return policy
    }
}
