import LoginFlow
import Testing

/// What a person shows and for whom they act.
@Suite struct CredentialTests {
    private func confirm(
        _ session: inout LoginSession, _ change: (inout Answers) -> Void
    ) throws(Refusal) {
        try session.confirm(by: .phone, answers: Answers.all.with(change), at: created)
    }

    // MARK: Credentials

    @Test(arguments: CredentialFault.allCases, [[Ask](), [.credential], [.pin, .credential]])
    func anotherCredentialMayBeChosen(fault: CredentialFault, asks: [Ask]) throws {
        var session = try LoginSession.scanned(.plain.with { $0.asks = asks })
        let before = session
        for _ in 0..<3 {
            #expect(throws: Refusal.credentialUnusable(fault)) {
                try confirm(&session) { $0.credentialFault = fault }
            }
        }
        #expect(session == before, "no decision was taken")
        try confirm(&session) { $0.credential = "another card" }
        #expect(session.state.status == .approved)
    }

    /// A number that was guessed is no better for a credential that has run out.
    @Test func aWrongNumberEndsItWhateverTheCredential() throws {
        var session = try LoginSession.scanned(.plain.with { $0.numberMatch = .always })
        #expect(throws: Refusal.wrongNumber) {
            try confirm(&session) {
                $0.number = .wrong
                $0.credentialFault = .expired
            }
        }
        #expect(session.state == .failed(.wrongNumber))
    }

    @Test func whoHasConfirmedIsNotAskedForTheCredentialAgain() throws {
        var session = try LoginSession.scanned(.withFace)
        try confirm(&session) { _ in }
        let before = session
        try confirm(&session) { $0.credentialFault = .revoked }
        #expect(session == before)
    }

    // MARK: Organisations

    @Test func forWhomThePersonActsMustBeSaid() throws {
        var session = try LoginSession.scanned(.plain.with { $0.asks = [.organisation] })
        #expect(throws: Refusal.missingAsk("organisation")) {
            try confirm(&session) { $0.organisation = .missing }
        }
        #expect(throws: Refusal.notAttested) {
            try confirm(&session) { $0.organisation = .unattested }
        }
        try confirm(&session) { _ in }
        #expect(session.state.status == .approved)
    }

    @Test func nobodyNeedsToSayItUnasked() throws {
        for organisation in [Answers.Attested.missing, .unattested] {
            var session = try LoginSession.scanned()
            try confirm(&session) { $0.organisation = organisation }
            #expect(session.state.status == .approved)
        }
    }

    // MARK: The portrait

    @Test(arguments: FaceProviderKind.allCases)
    func onlyPicturesJudgedHereNeedAPortrait(provider: FaceProviderKind) throws {
        let policy = Policy.withFace.with { $0.face.provider = provider }
        #expect(policy.needsPortrait == (provider == .local))
        #expect(!policy.with { $0.asks = [.consent] }.needsPortrait)
        for (portrait, refusal) in [
            (Answers.Attested.missing, Refusal.missingAsk("portrait")),
            (.unattested, .notAttested),
        ] {
            var session = try LoginSession.scanned(policy)
            if provider == .local {
                #expect(throws: refusal) { try confirm(&session) { $0.portrait = portrait } }
                #expect(session.state.status == .scanned)
                try confirm(&session) { _ in }
            } else {
                try confirm(&session) { $0.portrait = portrait }
            }
            #expect(session.state.status == .faceChecking)
        }
    }

    @Test func aPolicyWithoutFaceLooksAtNoPortrait() throws {
        var session = try LoginSession.scanned(.plain.with { $0.face.provider = .local })
        try confirm(&session) { $0.portrait = .unattested }
        #expect(session.state.status == .approved)
    }
}
