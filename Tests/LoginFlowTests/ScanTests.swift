import LoginFlow
import Testing

@Suite struct ScanTests {
    @Test func inv1_onlyTheFirstOfTwentyPhonesClaims() throws {
        var session = LoginSession.new()
        try session.scan(.by(.phone), at: created)
        for number in UInt8(10)..<30 {
            let stranger = Claim(wallet: "one", device: Digest(number), deviceKey: nil)
            #expect(throws: Refusal.alreadyScanned) {
                try session.scan(.by(stranger), at: created)
            }
        }
        #expect(session.claim == .phone)
        #expect(session.version == 2)
    }

    /// The code is on the page already when the wallet's own policy takes over.
    @Test func aScanKeepsTheRotationAndTypedCodeOfThePage() throws {
        var session = LoginSession.new()
        let (rotation, userCode) = (session.policy.rotation, session.policy.userCode)
        var attempt = ScanAttempt.by(.phone)
        attempt.policy.rotation = Seconds(rotation.count + 7)
        attempt.policy.userCode = !userCode
        attempt.policy.lifetimes.decide = 77
        try session.scan(attempt, at: created)
        #expect(session.policy.rotation == rotation)
        #expect(session.policy.userCode == userCode)
        #expect(session.policy.lifetimes.decide == 77)
    }

    @Test func theFirstPhoneIsToldThatAnotherTried() throws {
        var session = try LoginSession.scanned()
        #expect(!session.hadSecondScan)
        try session.scan(.by(.phone), at: created)
        #expect(!session.hadSecondScan, "scanning twice oneself is no second scan")
        try? session.scan(.by(.otherPhone), at: created)
        #expect(session.hadSecondScan)
        #expect(session.takeTransitions().map(\.to) == [.waiting, .scanned])
    }

    /// INV-1: the same device with another key is another claimant.
    @Test(arguments: ["another key", nil])
    func inv1_theKeyBelongsToTheClaim(deviceKey: String?) throws {
        var session = try LoginSession.scanned()
        let imitation = Claim(wallet: "one", device: Digest(1), deviceKey: deviceKey)
        #expect(throws: Refusal.alreadyScanned) { try session.scan(.by(imitation), at: created) }
        #expect(throws: Refusal.notFound) {
            try session.confirm(by: imitation, answers: .all, at: created)
        }
        #expect(throws: Refusal.notFound) {
            try session.deny(by: imitation, reason: .notMe, at: created)
        }
        #expect(session.state.status == .scanned)
    }

    @Test func theWalletMaySpeakForTheDeviceOfItsClaim() {
        let byWallet = Claim(wallet: "one", device: Digest(1), deviceKey: nil)
        #expect(Claim.phone.isSpokenFor(by: byWallet))
        #expect(Claim.phone.isSpokenFor(by: .phone))
        #expect(!Claim.phone.isSpokenFor(by: .otherPhone))
        #expect(!byWallet.isSpokenFor(by: .phone), "a device key was not there at the scan")
        let otherKey = Claim(wallet: "one", device: Digest(1), deviceKey: "other key")
        #expect(!Claim.phone.isSpokenFor(by: otherKey))
    }

    // MARK: The order of refusals

    /// Each attempt also breaks every rule after its own, so the one heard is the first.
    @Test func refusalsComeInTheOrderOfTheContract() throws {
        var request = LoginRequest.sample
        request.expectedSubject = "person"
        let foreign = Claim(wallet: "three", device: Digest(9), deviceKey: nil)
        func attempt(_ claim: Claim, _ subject: String, isFresh: Bool = false) -> ScanAttempt {
            .by(claim, subject: subject, isFresh: isFresh, risk: .block)
        }
        var over = LoginSession.new(request: request)
        try over.cancel(at: created)
        #expect(throws: Refusal.sessionOver) {
            try over.scan(attempt(foreign, "another"), at: created)
        }
        var claimed = try LoginSession.scanned(request: request)
        #expect(throws: Refusal.walletNotAllowed) {
            try claimed.scan(attempt(foreign, "another"), at: created)
        }
        #expect(throws: Refusal.wrongSubject) {
            try claimed.scan(attempt(.otherPhone, "another"), at: created)
        }
        #expect(!claimed.hadSecondScan)
        #expect(throws: Refusal.alreadyScanned) {
            try claimed.scan(attempt(.otherPhone, "person"), at: created)
        }
        try claimed.scan(attempt(.phone, "person"), at: created)
        var open = LoginSession.new(request: request)
        #expect(throws: Refusal.staleCode) {
            try open.scan(attempt(.phone, "person"), at: created)
        }
        #expect(throws: Refusal.riskBlocked) {
            try open.scan(attempt(.phone, "person", isFresh: true), at: created)
        }
        #expect(open.state.status == .waiting, "a refused phone leaves the login session to others")
        #expect(open.claim == nil)
        try open.scan(.by(.otherPhone, subject: "person"), at: created)
    }

    // MARK: The number

    @Test(arguments: [
        (NumberRule.off, RiskVerdict.allow, false), (.off, .askNumber, false),
        (.off, .askNumberAlways, true),
        (.risk, .allow, false), (.risk, .askNumber, true), (.risk, .askNumberAlways, true),
        (.always, .allow, true), (.always, .askNumber, true), (.always, .askNumberAlways, true),
    ])
    func theNumberIsAskedByRuleAndRisk(rule: NumberRule, risk: RiskVerdict, isAsked: Bool) throws {
        let session = try LoginSession.scanned(.plain.with { $0.numberMatch = rule }, risk: risk)
        #expect(session.claim?.asksNumber == isAsked)
        #expect(session.hint == (isAsked ? .enterNumber : .confirmOnPhone))
    }

    @Test func theRuleOfTheWalletsOwnPolicyCounts() throws {
        var session = LoginSession.new(.plain.with { $0.numberMatch = .off })
        try session.scan(.by(.phone, .plain.with { $0.numberMatch = .always }), at: created)
        #expect(session.claim?.asksNumber == true)
    }

    @Test func aClaimCannotBringItsOwnAnswerWhetherANumberIsAsked() throws {
        var claim = Claim.phone
        claim.asksNumber = true
        var session = LoginSession.new()
        try session.scan(.by(claim), at: created)
        #expect(session.claim?.asksNumber == false)
    }

    // MARK: The face

    private static let faces:
        [(stepUp: [Ask], asks: [Ask], risk: RiskVerdict, isHere: Bool, result: [Ask])] = [
            ([.face], [], .askFace, false, [.face]), ([.face], [], .allow, false, []),
            ([], [], .askFace, false, []), ([.face], [.face], .askFace, false, [.face]),
            ([.face], [], .askFace, true, []), ([.pin], [.pin], .askFace, false, [.pin]),
        ]

    @Test(arguments: faces.indices) func aFaceIsAskedWherePolicyHasOneToAdd(row: Int) throws {
        let row = Self.faces[row]
        let policy = Policy.plain.with { ($0.stepUp, $0.asks) = (row.stepUp, row.asks) }
        let session = try LoginSession.scanned(policy, risk: row.risk, isSameDevice: row.isHere)
        #expect(session.policy.asks == row.result)
    }
}
