import LoginFlow
import Testing

/// A sign-in of the same browser answers in place of a phone.
@Suite struct SignOnTests {
    @Test func itClaimsAndApprovesInOneStep() throws {
        var session = LoginSession.new(.withFace)
        try session.signOn(as: .phone, at: after(1_000))
        #expect(session.state == .approved(until: after(61_000)), "nothing more is asked")
        #expect(session.claim == .phone)
        #expect(session.hint == .done)
        let transition = try #require(session.takeTransitions().last)
        #expect(transition.from == .waiting)
        #expect(transition.to == .approved)
        #expect(transition.cause == .signOn)
        #expect(transition.version == 2)
    }

    @Test func theTimeToRedeemIsNotCutByTheTimeToScan() throws {
        let policy = Policy().with {
            $0.lifetimes = Lifetimes(scan: 10, decide: 5, face: 5, redeem: 50, total: 12)
        }
        var session = LoginSession.new(policy)
        try session.signOn(as: .phone, at: after(9_999))
        #expect(session.state == .approved(until: after(59_999)))
    }

    /// INV-4: at the deadline itself it is too late.
    @Test func itComesTooLateAtTheDeadline() throws {
        var inTime = LoginSession.new()
        try inTime.signOn(as: .phone, at: after(119_999))
        #expect(inTime.state.status == .approved)
        var late = LoginSession.new()
        #expect(throws: Refusal.sessionOver) { try late.signOn(as: .phone, at: after(120_000)) }
        #expect(late.state == .expired(.unscanned))
        #expect(late.claim == nil)
    }

    @Test func repeatingItChangesNothing() throws {
        var session = LoginSession.new()
        try session.signOn(as: .phone, at: after(1_000))
        let before = session
        try session.signOn(as: .phone, at: after(2_000))
        #expect(session == before)
        #expect(throws: Refusal.alreadyDecided) {
            try session.signOn(as: .otherPhone, at: after(2_000))
        }
        #expect(session == before)
    }

    /// The same wallet, person and phone with another key is somebody else.
    @Test func anotherKeyOfTheSamePhoneIsAnotherOne() throws {
        var session = LoginSession.new()
        try session.signOn(as: .phone, at: after(1_000))
        let otherKey = Claim(wallet: "one", device: Digest(1), deviceKey: "new key")
        #expect(throws: Refusal.alreadyDecided) {
            try session.signOn(as: otherKey, at: after(1_001))
        }
    }

    @Test func itTakesNothingFromAPhoneThatScannedFirst() throws {
        var session = try LoginSession.scanned()
        let before = session
        for claim in [Claim.phone, .otherPhone] {
            #expect(throws: Refusal.alreadyScanned) {
                try session.signOn(as: claim, at: after(1_000))
            }
        }
        #expect(session == before)
    }

    @Test func aPhoneThatScansAfterwardsIsToldSo() throws {
        var session = LoginSession.new()
        try session.signOn(as: .phone, at: after(1_000))
        #expect(throws: Refusal.alreadyScanned) {
            try session.scan(.by(.otherPhone), at: after(1_001))
        }
        #expect(session.state.status == .approved)
        #expect(session.claim == .phone, "INV-1")
    }

    @Test func theCodeIsGoodOnce() throws {
        var session = LoginSession.new()
        try session.signOn(as: .phone, at: after(1_000))
        try session.redeem(isRightClient: true, isRightProof: true, at: after(60_999))
        #expect(session.state == .redeemed)
        try session.signOn(as: .phone, at: after(62_000))
        #expect(session.state == .redeemed)
    }
}
