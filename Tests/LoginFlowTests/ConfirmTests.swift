import LoginFlow
import Testing

@Suite struct ConfirmTests {
    static let notice = TermsVersion(id: "notice", version: "1")
    static let everything: [Ask] = [
        .credential, .pin, .organisation, .consent, .terms([notice]), .face,
    ]

    // MARK: What is asked

    @Test func theFirstMissingAskIsNamedInTheOrderOfThePolicy() throws {
        let orders = [Self.everything, Self.everything.reversed(), [.consent, .pin, .credential]]
        for asks in orders {
            var session = try LoginSession.scanned(
                .plain.with {
                    $0.asks = asks
                    $0.numberMatch = .always
                })
            var answers = Answers()
            #expect(throws: Refusal.missingAsk("number")) {
                try session.confirm(by: .phone, answers: answers, at: created)
            }
            answers.number = .right
            for ask in asks where ask != .face {
                #expect(throws: Refusal.missingAsk(ask.name)) {
                    try session.confirm(by: .phone, answers: answers, at: created)
                }
                answers.give(ask)
            }
            #expect(session.version == 2, "asking again changes nothing")
            try session.confirm(by: .phone, answers: answers, at: created)
            #expect(session.version == 4)
        }
    }

    @Test func nothingIsAskedThatThePolicyDoesNotName() throws {
        var session = try LoginSession.scanned()
        try session.confirm(by: .phone, answers: Answers(), at: created)
        #expect(session.takeTransitions().suffix(2).map(\.to) == [.confirmed, .approved])
    }

    @Test func aPinNobodyVouchesForIsNotAMissingOne() throws {
        var session = try LoginSession.scanned(.plain.with { $0.asks = [.pin, .credential] })
        #expect(throws: Refusal.notAttested) {
            try session.confirm(
                by: .phone, answers: Answers().with { $0.pin = .unattested }, at: created)
        }
        #expect(session.state.status == .scanned)
    }

    @Test func termsMustBeAcceptedInTheVersionAsked() throws {
        let two = [Self.notice, TermsVersion(id: "rules", version: "7")]
        var session = try LoginSession.scanned(.plain.with { $0.asks = [.terms(two)] })
        for accepted in [
            [], [two[0]], [two[1]], [two[0], TermsVersion(id: "rules", version: "6")],
            [TermsVersion(id: "rules", version: "1"), TermsVersion(id: "notice", version: "7")],
        ] {
            #expect(throws: Refusal.missingAsk("terms")) {
                try session.confirm(
                    by: .phone, answers: Answers().with { $0.terms = accepted }, at: created)
            }
        }
        try session.confirm(
            by: .phone, answers: Answers().with { $0.terms = two.reversed() }, at: created)
    }

    // MARK: Scopes

    @Test func consentNeedsEveryRequiredScope() throws {
        var session = try LoginSession.scanned(.plain.with { $0.asks = [.consent] })
        for granted in [nil, [], ["email"], ["openid"]] as [[String]?] {
            #expect(throws: Refusal.missingAsk("consent")) {
                try session.confirm(
                    by: .phone, answers: Answers().with { $0.scopes = granted }, at: created)
            }
        }
        try session.confirm(
            by: .phone, answers: Answers().with { $0.scopes = ["profile"] }, at: created)
        #expect(session.state.status == .approved)
    }

    @Test(arguments: [[Ask](), [.consent]])
    func aScopeNeverOfferedIsRefused(asks: [Ask]) throws {
        var session = try LoginSession.scanned(.plain.with { $0.asks = asks })
        #expect(throws: Refusal.unknownScope) {
            try session.confirm(
                by: .phone, answers: Answers().with { $0.scopes = ["profile", "admin"] },
                at: created)
        }
        #expect(session.state.status == .scanned)
    }

    @Test func onlyWhatWasGrantedIsReleased() {
        let session = LoginSession.new()
        #expect(session.granted(nil) == ["profile", "email"])
        #expect(session.granted([]) == [])
        #expect(session.granted(["email", "openid"]) == ["email"])
        #expect(session.granted(["email", "profile", "address"]) == ["profile", "email"])
    }

    // MARK: The number

    @Test func aWrongNumberEndsTheLoginSessionAtOnce() throws {
        var session = try LoginSession.scanned(.plain.with { $0.numberMatch = .always })
        #expect(throws: Refusal.wrongNumber) {
            try session.confirm(
                by: .phone, answers: .all.with { $0.number = .wrong }, at: created)
        }
        #expect(session.state == .failed(.wrongNumber))
        #expect(session.hint == .wrongNumber)
        #expect(throws: Refusal.sessionOver) {
            try session.confirm(by: .phone, answers: .all, at: created)
        }
    }

    @Test func aWrongNumberEndsItEvenWhenOtherAnswersAreMissing() throws {
        var session = try LoginSession.scanned(
            .plain.with {
                $0.numberMatch = .always
                $0.asks = [.pin]
            })
        #expect(throws: Refusal.wrongNumber) {
            try session.confirm(
                by: .phone, answers: Answers().with { $0.number = .wrong }, at: created)
        }
        #expect(session.state == .failed(.wrongNumber))
    }

    @Test func aNumberNobodyAskedForIsNotLookedAt() throws {
        var session = try LoginSession.scanned(.plain.with { $0.numberMatch = .off })
        try session.confirm(
            by: .phone, answers: .all.with { $0.number = .wrong }, at: created)
        #expect(session.state.status == .approved)
    }

    @Test func denyingNeedsNoNumber() throws {
        var session = try LoginSession.scanned(.plain.with { $0.numberMatch = .always })
        try session.deny(by: .phone, reason: .notMe, at: created)
        #expect(session.state == .denied(.notMe))
        #expect(session.hint == .notMe)
    }

    // MARK: Again, and otherwise

    @Test func confirmingAgainChangesNothingHoweverItIsAnswered() throws {
        var session = try LoginSession.scanned()
        try session.confirm(by: .phone, answers: .all, at: created)
        let once = session
        try session.confirm(by: .phone, answers: Answers(), at: created)
        #expect(session == once)
    }

    @Test func aPersonMayStillDenyDuringTheFaceCheckButNotAfterIt() throws {
        var session = try LoginSession.scanned(.withFace)
        try session.confirm(by: .phone, answers: .all, at: created)
        var other = session
        try other.deny(by: .phone, reason: .changedMind, at: created)
        #expect(other.state == .denied(.changedMind))
        #expect(throws: Refusal.alreadyDecided) {
            try other.confirm(by: .phone, answers: .all, at: created)
        }
        try session.face(.pass)
        #expect(throws: Refusal.alreadyDecided) {
            try session.deny(by: .phone, reason: .changedMind, at: created)
        }
    }

    @Test func versionsCountEveryChange() throws {
        var session = try LoginSession.scanned(.withFace)
        #expect(session.version == 2)
        try session.confirm(by: .phone, answers: .all, at: created)
        #expect(session.version == 4)
        try session.face(.pass)
        #expect(session.version == 5)
        try session.redeem(isRightClient: true, isRightProof: true, at: created)
        #expect(session.version == 6)
        let told = session.takeTransitions()
        #expect(told.map(\.version) == [1, 2, 3, 4, 5, 6])
        #expect(
            told.map(\.cause) == [.create, .scan, .confirm, .confirm, .face, .redeem])
        #expect(session.takeTransitions().isEmpty, "they are handed over once")
    }
}

extension Answers {
    /// Adds what one ask wants.
    mutating func give(_ ask: Ask) {
        switch ask {
        case .credential: credential = Answers.all.credential
        case .organisation: organisation = .attested
        case .pin: pin = .attested
        case .consent: scopes = Answers.all.scopes
        case .terms: terms = Answers.all.terms
        case .face: break
        }
    }
}
