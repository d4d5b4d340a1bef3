import LoginFlow
import Testing

/// The app and the page are on one device: no number, but the way back to the browser that began.
@Suite struct SameDeviceTests {
    /// A login session of the same device that the person has said yes to.
    private func awaiting(_ policy: Policy = .plain) throws -> LoginSession {
        var session = try LoginSession.scanned(policy, isSameDevice: true)
        try session.confirm(by: .phone, answers: .all, at: created)
        return session
    }

    @Test(arguments: NumberRule.allCases, [RiskVerdict.allow, .askNumber, .askNumberAlways])
    func noNumberIsAsked(rule: NumberRule, risk: RiskVerdict) throws {
        let policy = Policy.plain.with { $0.numberMatch = rule }
        let session = try LoginSession.scanned(policy, risk: risk, isSameDevice: true)
        #expect(session.claim?.asksNumber == false)
        #expect(session.policy.requiredActions == [.returnToPage])
        #expect(session.hint == .confirmOnPhone)
    }

    @Test func aCameraNeedsNoWayBack() throws {
        let session = try LoginSession.scanned()
        #expect(session.policy.requiredActions == [])
    }

    @Test func aPhoneThatMayNotScanMayNotFromTheSameDeviceEither() throws {
        var session = LoginSession.new()
        #expect(throws: Refusal.riskBlocked) {
            try session.scan(.by(.phone, risk: .block, isSameDevice: true), at: created)
        }
        #expect(session.policy.requiredActions == [])
    }

    @Test func approvedOnlyOnceThePersonIsBack() throws {
        var session = try awaiting()
        #expect(session.state.status == .confirmed)
        #expect(session.hint == .returnToPage)
        #expect(session.version == 3)
        try session.complete(.returnToPage, cause: .comeBack, at: after(1))
        #expect(session.state == .approved(until: after(60_001)))
        #expect(session.hint == .done)
        #expect(session.takeTransitions().map(\.cause) == [.create, .scan, .confirm, .comeBack])
    }

    @Test func comingBackTwiceChangesNothing() throws {
        var session = try awaiting()
        try session.complete(.returnToPage, cause: .comeBack, at: after(1))
        let once = session
        try session.complete(.returnToPage, cause: .comeBack, at: after(2))
        #expect(session == once)
        try session.redeem(isRightClient: true, isRightProof: true, at: after(3))
        let redeemed = session
        try session.complete(.returnToPage, cause: .comeBack, at: after(4))
        #expect(session == redeemed)
    }

    @Test func thereIsNoWayBackBeforeTheYes() throws {
        var open = LoginSession.new()
        var scanned = try LoginSession.scanned(isSameDevice: true)
        for _ in 0..<2 {
            #expect(throws: Refusal.notNow) {
                try open.complete(.returnToPage, cause: .comeBack, at: created)
            }
            #expect(throws: Refusal.notNow) {
                try scanned.complete(.returnToPage, cause: .comeBack, at: created)
            }
        }
        #expect(scanned.policy.requiredActions == [.returnToPage])
    }

    @Test func theFaceComesBeforeTheWayBack() throws {
        var session = try awaiting(.withFace)
        #expect(session.state.status == .faceChecking)
        #expect(throws: Refusal.notNow) {
            try session.complete(.returnToPage, cause: .comeBack, at: created)
        }
        try session.face(.fail(.blurred), at: after(1_000))
        #expect(session.state.status == .faceChecking)
        try session.face(.pass, at: after(2_000))
        #expect(session.state == .confirmed(until: after(122_000)))
        #expect(session.hint == .returnToPage)
        #expect(throws: Refusal.notNow) { try session.face(.pass) }
        try session.complete(.returnToPage, cause: .comeBack, at: after(3_000))
        #expect(session.state.status == .approved)
    }

    // MARK: While the person is on the way

    @Test func aPersonMayStillDeny() throws {
        var session = try awaiting()
        try session.deny(by: .phone, reason: .notMe, at: created)
        #expect(session.state == .denied(.notMe))
        #expect(throws: Refusal.sessionOver) {
            try session.complete(.returnToPage, cause: .comeBack, at: created)
        }
    }

    @Test func thePageMayStillCancel() throws {
        var session = try awaiting()
        try session.cancel(at: created)
        #expect(session.state == .cancelled)
        #expect(throws: Refusal.sessionOver) {
            try session.complete(.returnToPage, cause: .comeBack, at: created)
        }
    }

    @Test func aNewerPageTakesNothingAway() throws {
        var session = try awaiting()
        session.replace(at: created)
        #expect(session.state.status == .confirmed)
    }

    @Test func anotherPhoneCannotTakeItOver() throws {
        var session = try awaiting()
        #expect(throws: Refusal.alreadyScanned) {
            try session.scan(.by(.otherPhone), at: created)
        }
        #expect(session.policy.requiredActions == [.returnToPage])
    }

    /// Somebody who decided in the last second must not find the way back closed.
    @Test func theWayBackHasASpanOfItsOwn() throws {
        var session = try LoginSession.scanned(isSameDevice: true, at: after(5_000))
        try session.confirm(by: .phone, answers: .all, at: after(60_000))
        #expect(session.state == .confirmed(until: after(180_000)))
        var late = session
        try session.complete(.returnToPage, cause: .comeBack, at: after(179_999))
        #expect(session.state.status == .approved)
        #expect(throws: Refusal.sessionOver) {
            try late.complete(.returnToPage, cause: .comeBack, at: after(180_000))
        }
        #expect(late.state == .expired(.undecided))
    }

    @Test func theTotalCapsTheWayBackAfterAFace() throws {
        let policy = Policy.withFace.with { $0.lifetimes.total = 130 }
        var session = LoginSession.new(policy)
        try session.scan(.by(.phone, policy, isSameDevice: true), at: after(100_000))
        try session.confirm(by: .phone, answers: .all, at: after(110_000))
        try session.face(.pass, at: after(120_000))
        #expect(session.state == .confirmed(until: after(130_000)))
    }

    @Test func aStoredOneWaitsOn() throws {
        var session = try awaiting()
        _ = session.takeTransitions()
        var again = LoginSession(
            id: session.id, request: session.request, createdAt: session.createdAt,
            progress: session.progress)
        #expect(again == session)
        try again.complete(.returnToPage, cause: .comeBack, at: created)
        #expect(again.state.status == .approved)
    }
}
