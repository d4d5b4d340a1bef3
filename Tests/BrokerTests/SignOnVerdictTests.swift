import LoginFlow
import Testing

@testable import Broker

@Suite("What the browser's sign-in is worth") struct SignOnVerdictTests {
    typealias Change = @Sendable (inout SignOnCase) -> Void

    /// One circumstance changed in a case that would be answered.
    static let changes: [(String, SignOnVerdict, Change)] = [
        ("nothing", .answer, { _ in }),
        // Age, one step to each side.
        ("young enough", .answer, { $0.now = later(3_599, 999) }),
        ("a moment too old", .scan, { $0.now = later(3_600) }),
        ("never by policy", .scan, { $0.policy.singleSignOn = 0 }),
        (
            "never, even at once", .scan,
            {
                $0.policy.singleSignOn = 0
                $0.now = decided
            }
        ),
        (
            "one second by policy", .answer,
            {
                $0.policy.singleSignOn = 1
                $0.now = later(0, 999)
            }
        ),
        (
            "one second has passed", .scan,
            {
                $0.policy.singleSignOn = 1
                $0.now = later(1)
            }
        ),
        ("max_age of before", .answer, { $0.maximumAge = 601 }),
        ("max_age just passed", .scan, { $0.maximumAge = 600 }),
        (
            "max_age 0", .scan,
            {
                $0.maximumAge = 0
                $0.now = decided
            }
        ),
        (
            "max_age beyond policy", .scan,
            {
                $0.maximumAge = 9_999
                $0.now = later(3_600)
            }
        ),
        ("lifetime just left", .answer, { $0.lifetime = 601 }),
        ("lifetime is over", .scan, { $0.lifetime = 600 }),
        ("used lately, scanned long ago", .scan, { $0.authenticatedAt = later(-3_001) }),
        // What the portal wants.
        ("prompt none", .answer, { $0.prompt = [.none] }),
        ("prompt login", .scan, { $0.prompt = [.login] }),
        ("prompt another account", .scan, { $0.prompt = [.selectAccount] }),
        ("prompt consent", .consent, { $0.prompt = [.consent] }),
        ("prompt consent and login", .scan, { $0.prompt = [.consent, .login] }),
        ("to register", .scan, { $0.request.purpose = .register }),
        ("to check a face", .scan, { $0.request.purpose = .faceCheck }),
        ("wallet not allowed", .scan, { $0.request.wallets = ["two"] }),
        ("only its wallet", .answer, { $0.request.wallets = ["one"] }),
        // Levels.
        ("the level that is wanted", .answer, { $0.wantedLevel = 3 }),
        ("a level less than wanted", .scan, { ($0.level, $0.wantedLevel) = (2, 3) }),
        ("a level more than wanted", .answer, { ($0.level, $0.wantedLevel) = (4, 3) }),
        ("the highest is wanted", .scan, { $0.wantedLevel = 4 }),
        ("no level is wanted of a wallet's word", .answer, { $0.level = 1 }),
        // Consent.
        ("a new portal", .consent, { $0.grantedScopes = [] }),
        ("another scope than before", .consent, { $0.grantedScopes = ["phone"] }),
        ("more scopes than now", .answer, { $0.grantedScopes = ["phone", "email"] }),
        (
            "no scopes, never granted", .answer,
            {
                $0.grantedScopes = []
                $0.request.scopes = []
            }
        ),
        (
            "a policy without consent", .consent,
            {
                $0.grantedScopes = []
                $0.policy.asks = [.face]
            }
        ),
        (
            "consent is all that lacks, with the level", .consent,
            {
                $0.grantedScopes = []
                $0.wantedLevel = 3
            }
        ),
        (
            "consent and the level lack", .stepUp(satisfied: []),
            {
                $0.grantedScopes = []
                ($0.level, $0.wantedLevel) = (2, 3)
                $0.policy.asks = [.consent]
                $0.identity = .sample(methods: ["swk"])
            }
        ),
        (
            "prompt none, new portal", .consent,
            {
                $0.prompt = [.none]
                $0.grantedScopes = []
            }
        ),
    ]

    @Test(arguments: changes.indices) func oneCircumstance(index: Int) {
        let (name, verdict, change) = Self.changes[index]
        #expect(SignOnCase.good.with(change).verdict == verdict, "\(name)")
    }

    static let notice = TermsVersion(id: "notice", version: "1")

    /// Each ask: what satisfies it, and what does not. One that lacks is asked on the phone.
    static let asks: [(Ask, Bool, Change)] = [
        (.credential, false, { $0.identity.approval.credential = "card" }),
        (.organisation, false, { _ in }),
        (.pin, false, { _ in }),
        (.pin, true, { $0.identity.methods = ["swk", "pin"] }),
        (.face, true, { _ in }),
        (.face, false, { $0.identity.methods = ["swk", "pin", "mfa"] }),
        (.terms([notice]), false, { _ in }),
        (.terms([notice]), true, { $0.identity = .sample(methods: ["swk"], terms: [notice]) }),
        (
            .terms([notice]), false,
            {
                $0.identity = .sample(
                    methods: ["swk"], terms: [TermsVersion(id: "notice", version: "2")])
            }
        ),
        (
            .terms([notice, TermsVersion(id: "rules", version: "1")]), false,
            { $0.identity = .sample(methods: ["swk"], terms: [notice]) }
        ),
    ]

    @Test(arguments: asks.indices) func oneAsk(index: Int) {
        let (ask, isSatisfied, change) = Self.asks[index]
        var one = SignOnCase.good.with(change)
        one.policy.asks = [.consent, ask]
        #expect(one.verdict == (isSatisfied ? .answer : .stepUp(satisfied: ["consent"])))
        one.policy.asks = [ask]
        #expect(one.verdict == (isSatisfied ? .answer : .stepUp(satisfied: [])))
    }

    /// A portal that wants consent gets it, on the phone where the phone is asked anyway.
    @Test func consentThatIsWantedAgainIsNotSatisfied() {
        let one = SignOnCase.good.with {
            $0.prompt = [.consent]
            $0.policy.asks = [.pin, .consent, .face]
        }
        #expect(one.verdict == .stepUp(satisfied: ["face"]))
    }

    @Test func aStepUpNamesWhatNeedNotBeAskedAgain() {
        let one = SignOnCase.good.with {
            $0.policy.asks = [.credential, .pin, .consent, .terms([Self.notice]), .face]
            $0.identity = .sample(methods: ["swk", "pin"], terms: [Self.notice])
        }
        #expect(one.verdict == .stepUp(satisfied: ["pin", "consent", "terms"]))
        #expect(one.with { $0.now = later(3_600) }.verdict == .scan, "an old one saves nothing")
        #expect(one.with { $0.prompt = [.login] }.verdict == .scan)
    }
}
