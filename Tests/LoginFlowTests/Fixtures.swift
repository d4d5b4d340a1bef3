import LoginFlow

/// Wall time of the tests: every login session is created at 1,000,000,000 s.
let created = Moment(seconds: 1_000_000_000)

func after(_ milliseconds: Int64) -> Moment {
    Moment(milliseconds: created.milliseconds + milliseconds)
}

extension Digest {
    init(_ byte: UInt8) { self.init(bytes: [UInt8](repeating: byte, count: 32))! }
}

extension SessionID {
    static let sample = SessionID(bytes: [UInt8](0..<16))!
}

extension Claim {
    static let phone = Claim(wallet: "one", device: Digest(1), deviceKey: "key")
    static let otherPhone = Claim(wallet: "one", device: Digest(2), deviceKey: "other key")
}

extension Answers {
    /// Everything a policy may ask for.
    static let all: Answers = {
        var answers = Answers()
        answers.number = .right
        answers.pin = .attested
        answers.credential = "id card"
        answers.organisation = .attested
        answers.portrait = .attested
        answers.scopes = ["openid", "profile", "email"]
        answers.terms = [TermsVersion(id: "notice", version: "1")]
        return answers
    }()

    func with(_ change: (inout Answers) -> Void) -> Answers {
        var answers = self
        change(&answers)
        return answers
    }
}

extension LoginRequest {
    /// `profile` is required, `email` is not.
    static let sample: LoginRequest = {
        var request = LoginRequest(
            clientID: "portal", redirectURI: "https://portal.example/cb", wallets: ["one", "two"])
        request.scopes = [
            ScopeRequest(name: "profile", isRequired: true),
            ScopeRequest(name: "email", isRequired: false),
        ]
        return request
    }()
}

extension Policy {
    static let plain = Policy()
    static let withFace = Policy().with { $0.asks = [.consent, .face] }
    /// Of a phone whose page is on the same device.
    static let returning = Policy().with { $0.requiredActions = [.returnToPage] }

    func with(_ change: (inout Policy) -> Void) -> Policy {
        var policy = self
        change(&policy)
        return policy
    }
}

extension LoginSession {
    static func new(
        _ policy: Policy = .plain, request: LoginRequest = .sample
    ) -> LoginSession {
        LoginSession(id: .sample, request: request, policy: policy, now: created)
    }

    /// A login session as a store would give it, in any state.
    static func stored(
        _ state: LoginState, policy: Policy = .plain, claim: Claim? = .phone,
        faceVerdicts: [FaceVerdict] = [], wrongRedemptions: Int = 0
    ) -> LoginSession {
        LoginSession(
            id: .sample, request: .sample, createdAt: created,
            progress: Progress(
                policy: policy, state: state, version: 7, claim: claim, hadSecondScan: false,
                faceVerdicts: faceVerdicts, wrongRedemptions: wrongRedemptions, endedAt: nil))
    }

    /// A login session that a phone has just claimed.
    static func scanned(
        _ policy: Policy = .plain, request: LoginRequest = .sample, risk: RiskVerdict = .allow,
        isSameDevice: Bool = false, at now: Moment = created
    ) throws(Refusal) -> LoginSession {
        var session = new(policy, request: request)
        try session.scan(
            .by(.phone, policy, risk: risk, isSameDevice: isSameDevice), at: now)
        return session
    }
}

extension ScanAttempt {
    static func by(
        _ claim: Claim, _ policy: Policy = .plain, subject: String = "person",
        isFresh: Bool = true, risk: RiskVerdict = .allow, isSameDevice: Bool = false
    ) -> ScanAttempt {
        var attempt = ScanAttempt(
            claim: claim, policy: policy, subject: subject, isFresh: isFresh, risk: risk)
        attempt.isSameDevice = isSameDevice
        return attempt
    }
}
