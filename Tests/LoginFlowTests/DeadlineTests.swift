import LoginFlow
import Testing

/// INV-4: one millisecond before its deadline everything still works, at the deadline nothing does.
@Suite struct DeadlineTests {
    /// Every event that leaves a state with a deadline, and what it leads to in time.
    static let ways: [(TableEvent, String, Status)] = [
        (.scan, "waiting", .scanned), (.cancel, "waiting", .cancelled),
        (.replace, "waiting", .replaced),
        (.yes, "scanned", .approved), (.yesFace, "scanned", .faceChecking),
        (.yesWrongNumber, "scanned", .failed), (.no, "scanned", .denied),
        (.cancel, "scanned", .cancelled), (.replace, "scanned", .replaced),
        (.yesHere, "scanned", .confirmed), (.comeBack, "confirmed", .approved),
        (.no, "confirmed", .denied), (.cancel, "confirmed", .cancelled),
        (.passHere, "face_checking", .confirmed),
        (.pass, "face_checking", .approved), (.fail, "face_checking", .faceChecking),
        (.lastFail, "face_checking", .failed), (.error, "face_checking", .faceChecking),
        (.no, "face_checking", .denied), (.cancel, "face_checking", .cancelled),
        (.redeem, "approved", .redeemed), (.fifthWrongProof, "approved", .expired),
    ]

    @Test(arguments: ways)
    func inv4_worksUpToTheLastMillisecond(event: TableEvent, name: String, next: Status) throws {
        let state = try #require(LoginState.samples[name]).ending(at: 1)
        var session = event.session(in: state)
        try? event.happen(to: &session)
        #expect(session.state.status == next)
    }

    @Test(arguments: ways)
    func inv4_isTooLateAtTheDeadline(event: TableEvent, name: String, next: Status) throws {
        for lateness in [Int64(0), 1, 1_000_000] {
            let state = try #require(LoginState.samples[name]).ending(at: -lateness)
            var session = event.session(in: state)
            try? event.happen(to: &session)
            let reason: ExpiryReason =
                switch name {
                case "waiting": .unscanned
                case "approved": .unredeemed
                default: .undecided
                }
            #expect(session.state == .expired(reason))
            let transitions = session.takeTransitions()
            #expect(transitions.map(\.cause) == [.deadline])
            #expect(transitions.map(\.at) == [TableEvent.now])
            #expect(session.endedAt == TableEvent.now)
        }
    }

    @Test func whoComesTooLateHearsThatItIsOver() {
        for (event, name, _) in Self.ways where event != .replace {
            let state = LoginState.samples[name]!.ending(at: 0)
            var session = event.session(in: state)
            let expected: Refusal = event == .cancel ? .tooLateToCancel : .sessionOver
            #expect(throws: expected) { try event.happen(to: &session) }
        }
    }

    @Test func expiringIsToldOnce() {
        var session = LoginSession.new()
        let told = [119_999, 120_000, 120_001].map { session.expireIfDue(at: after($0)) }
        #expect(told == [false, true, false])
        #expect(session.version == 2)
    }

    // MARK: Lifetimes

    @Test func eachStateLastsAsLongAsThePolicySays() throws {
        let policy = Policy.withFace.with {
            $0.lifetimes = Lifetimes(scan: 30, decide: 40, face: 50, redeem: 20, total: 600)
        }
        var session = LoginSession.new(policy)
        #expect(session.state == .waiting(until: after(30_000)))
        try session.scan(.by(.phone, policy), at: after(10_000))
        #expect(session.state == .scanned(until: after(50_000)))
        try session.confirm(by: .phone, answers: .all, at: after(20_000))
        #expect(session.state == .faceChecking(until: after(70_000)))
        try session.face(.fail(.blurred), at: after(60_000))
        #expect(session.state == .faceChecking(until: after(110_000)))
        try session.face(.pass, at: after(100_000))
        #expect(session.state == .approved(until: after(120_000)))
    }

    @Test func theTotalCapsScanDecisionAndFaceButNotRedeeming() throws {
        let policy = Policy.withFace.with {
            $0.lifetimes = Lifetimes(scan: 120, decide: 120, face: 120, redeem: 60, total: 130)
        }
        var session = LoginSession.new(policy)
        #expect(session.state.deadline == after(120_000))
        try session.scan(.by(.phone, policy), at: after(119_999))
        #expect(session.state.deadline == after(130_000))
        try session.confirm(by: .phone, answers: .all, at: after(129_000))
        #expect(session.state.deadline == after(130_000))
        try session.face(.error, at: after(129_500))
        #expect(session.state.deadline == after(130_000))
        var late = session
        try session.face(.pass, at: after(129_999))
        #expect(session.state == .approved(until: after(189_999)))
        #expect(throws: Refusal.sessionOver) { try late.face(.pass, at: after(130_000)) }
        #expect(late.state == .expired(.undecided))
    }

    @Test func aShortTotalCapsTheFirstWaitToo() {
        let session = LoginSession.new(.plain.with { $0.lifetimes.total = 60 })
        #expect(session.state.deadline == after(60_000))
    }

    @Test func theWalletsOwnLifetimesCountFromTheScanOn() throws {
        let walletPolicy = Policy.plain.with { $0.lifetimes.decide = 15 }
        var session = LoginSession.new()
        try session.scan(.by(.phone, walletPolicy), at: created)
        #expect(session.state.deadline == after(15_000))
        #expect(session.policy == walletPolicy)
    }
}

extension Lifetimes {
    init(scan: Seconds, decide: Seconds, face: Seconds, redeem: Seconds, total: Seconds) {
        self.init()
        self.scan = scan
        self.decide = decide
        self.face = face
        self.redeem = redeem
        self.total = total
    }
}

extension LoginState {
    /// The same state, with a deadline that many milliseconds after the events of the tables.
    func ending(at milliseconds: Int64) -> LoginState {
        let deadline = Moment(milliseconds: TableEvent.now.milliseconds + milliseconds)
        return LoginState(status: status, deadline: deadline, reason: reason)!
    }
}
