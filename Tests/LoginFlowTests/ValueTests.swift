import LoginFlow
import Testing

@Suite struct ValueTests {
    @Test func aDigestHas32BytesAndDoesNotPrintThem() {
        #expect(Digest(bytes: [UInt8](repeating: 1, count: 31)) == nil)
        #expect(Digest(bytes: [UInt8](repeating: 1, count: 33)) == nil)
        #expect("\(Digest(7))" == "<digest>")
        for index in 0..<32 {
            var bytes = [UInt8](repeating: 0, count: 32)
            bytes[index] = 1
            #expect(Digest(bytes: bytes) != Digest(0))
        }
        #expect(Digest(3) == Digest(3))
    }

    @Test func aSessionIDIsItsBytes() {
        let bytes: [UInt8] = [0, 255, 1, 2, 3, 4, 5, 128, 254, 9, 8, 7, 6, 5, 4, 0]
        #expect(SessionID(bytes: bytes)?.bytes == bytes)
        #expect(SessionID(bytes: ([7] + bytes + [7])[1...16])?.bytes == bytes)
        #expect(SessionID(bytes: bytes.lazy.map { $0 })?.bytes == bytes, "what is not in one piece")
        #expect(SessionID(bytes: bytes.dropLast()) == nil)
        #expect(SessionID(bytes: bytes + [0]) == nil)
    }

    @Test(arguments: [0, 1, 15, 16, 17, 32])
    func anIdentifierHas16Bytes(count: Int) {
        let bytes = (0..<count).map { UInt8(255 - $0) }
        let isGood = count == 16
        #expect(SignInID(bytes: bytes)?.bytes == (isGood ? bytes : nil))
        #expect(GrantID(bytes: bytes)?.bytes == (isGood ? bytes : nil))
        #expect(GrantID.byteCount == 16)
    }

    @Test(
        arguments: [
            (0, 0), (1, 1), (999, 1), (1_000, 1), (1_001, 2), (-1, 0), (-5_000, 0),
        ] as [(Int64, Int)])
    func durationsAreRoundedUp(milliseconds: Int64, seconds: Int) {
        #expect(created.wholeSeconds(until: after(milliseconds)) == seconds)
    }

    @Test func everyStateComesBackFromItsParts() {
        for state in LoginState.samples.values {
            #expect(
                LoginState(status: state.status, deadline: state.deadline, reason: state.reason)
                    == state)
        }
    }

    @Test func partsThatDoNotFitAreNoState() {
        for status in Status.allCases {
            let deadline = status.isTerminal ? created : nil
            #expect(LoginState(status: status, deadline: deadline, reason: "unscanned") == nil)
        }
        for status in [Status.denied, .expired, .failed] {
            #expect(LoginState(status: status, deadline: nil, reason: nil) == nil)
            #expect(LoginState(status: status, deadline: nil, reason: "elsewhere") == nil)
        }
    }

    /// The table of the contract: which hint belongs to which state.
    @Test func everyStateHasTheHintOfTheContract() {
        let hints: [String: Hint] = [
            "waiting": .scanCode, "scanned": .confirmOnPhone, "confirmed": .confirmOnPhone,
            "face_checking": .faceOnPhone, "approved": .done, "redeemed": .done,
            "denied/not_me": .notMe, "denied/changed_mind": .denied,
            "denied/level_declined": .levelDeclined,
            "cancelled": .cancelledByPage, "expired/unscanned": .expiredUnscanned,
            "expired/undecided": .expiredUndecided, "expired/unredeemed": .expiredUnredeemed,
            "expired/switched_off": .switchedOff,
            "failed/wrong_number": .wrongNumber, "failed/face_failed": .faceFailed,
            "failed/face_unavailable": .faceUnavailable, "failed/risk_blocked": .riskBlocked,
            "replaced": .replaced,
        ]
        #expect(Set(hints.keys) == Set(LoginState.samples.keys))
        for (name, hint) in hints {
            #expect(LoginSession.stored(LoginState.samples[name]!).hint == hint)
        }
    }

    /// Whoever waits without a page is told of an approval and of every ending but those that the
    /// portal or the page itself has made.
    @Test func everyStateSaysWhetherThereIsSomethingToTell() {
        let outcomes: [String: Bool] = [
            "waiting": false, "scanned": false, "confirmed": false, "face_checking": false,
            "approved": true, "redeemed": false, "denied/not_me": true,
            "denied/changed_mind": true, "denied/level_declined": true, "cancelled": true,
            "expired/unscanned": true,
            "expired/undecided": true, "expired/unredeemed": true, "expired/switched_off": true,
            "failed/wrong_number": true,
            "failed/face_failed": true, "failed/face_unavailable": true,
            "failed/risk_blocked": true, "replaced": false,
        ]
        #expect(Set(outcomes.keys) == Set(LoginState.samples.keys))
        for (name, hasOutcome) in outcomes {
            let session = LoginSession.stored(LoginState.samples[name]!)
            #expect(session.hasOutcome == hasOutcome, "\(name)")
        }
    }

    @Test func aStoredLoginSessionGoesOnWhereItWas() throws {
        var session = try LoginSession.scanned(.withFace)
        try session.confirm(by: .phone, answers: .all, at: after(5))
        try session.face(.fail(.blurred))
        _ = session.takeTransitions()
        let again = LoginSession(
            id: session.id, request: session.request, createdAt: session.createdAt,
            progress: session.progress)
        #expect(again == session)
    }
}
