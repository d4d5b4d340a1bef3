import FaceCheck
import LoginFlow
import SessionStore
import StrictJSON
import Testing

@testable import Broker

/// Levels that are wanted, reached and kept.
@Suite("Levels over logins") struct LevelTests {
    /// A face is worth level 3 for an hour, a PIN level 2 for a minute.
    static let lasting = AssuranceRules([
        LevelRule(level: 3, by: [[.face]], lasts: 3_600),
        LevelRule(level: 2, by: [[.deviceKey], [.pin]], lasts: 60),
    ])

    private func fixture(
        asks: [Ask] = [.consent], minimum: Int = 3, levels: AssuranceRules = lasting
    ) throws -> LoginFixture {
        try LoginFixture(
            LoginFixture.Plan().with {
                $0.levels = levels
                $0.policy.asks = asks
                $0.policy.minimumLevel = minimum
                $0.policy.stepUp = [.pin, .face]
            })
    }

    @Test func whoHasShownTheirFaceIsNotAskedForAYear() async throws {
        let fixture = try fixture()
        let first = try await fixture.start()
        let asked = try await fixture.scan(first.frame.payload)
        #expect(asked.record.session.policy.asks == [.consent, .face])
        #expect(asked.verification == ScanAnswer.Verification(level: 3, held: 1))
        let decision = try await fixture.confirm(asked)
        _ = try await fixture.face(first.view.id, try #require(decision.openFaceCheck))
        let token = try await fixture.redeem(first).idToken
        #expect(token["acr"] == "urn:qrbroker:acr:3")
        #expect(token["amr"] == ["face"])
        for (now, isAsked) in [(later(3_599, 999), false), (later(3_600), true)] {
            fixture.setClock(now)
            let scanned = try await fixture.scan(fixture.start().frame.payload)
            #expect(scanned.record.session.policy.asks.contains(.face) == isAsked)
            #expect((scanned.verification != nil) == isAsked)
        }
    }

    /// `acr` is the higher of what was done now and what the person holds; `amr` only tells what was
    /// done.
    @Test func aLevelThatIsHeldIsToldToThePortal() async throws {
        let fixture = try fixture()
        try await fixture.approve(fixture.start())
        let second = try await fixture.start()
        try await fixture.approve(second)
        let token = try await fixture.redeem(second).idToken
        #expect(token["acr"] == "urn:qrbroker:acr:3")
        #expect(token["amr"] == [])
        let other = try await fixture.start()
        let scanned = try await fixture.scan(other.frame.payload, sub: "li-na")
        #expect(scanned.verification?.held == 1, "another person holds nothing")
    }

    @Test func whatIsDoneNowCountsWhereItIsMore() async throws {
        let fixture = try fixture(asks: [.consent, .face], minimum: 0)
        try await fixture.enrol()
        let first = try await fixture.start()
        let scanned = try await fixture.scan(first.frame.payload, by: .device)
        let decision = try await fixture.confirm(scanned, by: .device)
        _ = try await fixture.face(first.view.id, try #require(decision.openFaceCheck))
        let token = try await fixture.redeem(first).idToken
        #expect(token["acr"] == "urn:qrbroker:acr:3")
        #expect(token["amr"] == ["swk", "face", "mfa"])
    }

    // MARK: When a level is kept

    @Test func onlyAnApprovedLoginKeepsALevel() async throws {
        let fixture = try fixture()
        let login = try await fixture.start()
        let decision = try await fixture.confirm(fixture.scan(login.frame.payload))
        #expect(try await fixture.held() == 0, "the face is still to come")
        let check = try #require(decision.openFaceCheck)
        let failed = try await fixture.face(login.view.id, check, result: "fail")
        #expect(try await fixture.held() == 0)
        let next = try #require(failed.openFaceCheck)
        _ = try await fixture.face(login.view.id, next)
        #expect(try await fixture.held() == 3)
        #expect(try await fixture.held(by: "li-na") == 0)
    }

    @Test func aDeniedLoginKeepsNothing() async throws {
        let fixture = try fixture(asks: [.pin, .consent], minimum: 0)
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload)
        _ = try await fixture.confirm(scanned, ["amr": ["pin"]], act: "deny")
        #expect(try await fixture.held() == 0)
        let second = try await fixture.start()
        try await fixture.approve(second, ["amr": ["pin"]])
        #expect(try await fixture.held() == 2)
    }

    @Test func aPersonOnTheWayBackKeepsItOnceTheyAreThere() async throws {
        let fixture = try fixture()
        let login = try await fixture.start(isHosted: true)
        let payload = try #require(login.display.sameDevicePayload)
        let decision = try await fixture.confirm(fixture.scan(payload))
        let check = try #require(decision.openFaceCheck)
        let passed = try await fixture.face(login.view.id, check)
        #expect(passed.status == .confirmed)
        #expect(try await fixture.held() == 0)
        let token = try #require(passed.returnTo?.split(separator: "#").last)
        _ = try await fixture.broker.comeBack(
            login.view.id, login.pollToken, token: String(token))
        #expect(try await fixture.held() == 3)
    }

    @Test func whatDoesNotLastIsNotKept() async throws {
        let fixture = try fixture(levels: .standard)
        try await fixture.approve(fixture.start())
        #expect(try await fixture.held() == 0)
    }

    /// Repeating what was done long ago makes it no younger.
    @Test func aRepeatedStatementProlongsNothing() async throws {
        let fixture = try fixture()
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload)
        let check = try #require(try await fixture.confirm(scanned).openFaceCheck)
        _ = try await fixture.face(login.view.id, check)
        fixture.setClock(later(30))
        _ = try await fixture.confirm(scanned)
        _ = try await fixture.face(login.view.id, check)
        let record = try await fixture.broker.owned(login.view.id, login.pollToken)
        let order = fixture.broker.faceOrder(record, 1)
        _ = try await fixture.broker.take(.verdict(.pass), for: order)
        fixture.setClock(later(3_600))
        #expect(try await fixture.held() == 0)
    }

    @Test func aSignInOfTheBrowserProlongsNothing() async throws {
        let fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.levels = Self.lasting
                $0.policy.asks = [.consent, .face]
                $0.policy.singleSignOn = 36_000
            })
        let first = try await fixture.start(isHosted: true)
        try await fixture.approve(first)
        let cookie = try await fixture.broker.signInToken(
            for: fixture.view(first), first.pollToken)
        #expect(cookie != nil)
        _ = try await fixture.redeem(first)
        fixture.setClock(later(3_599))
        let second = try await fixture.start(isHosted: true) { $0.browser = cookie }
        #expect(second.view.status == .approved, "nobody had to scan")
        let held = try await fixture.redeem(second).idToken
        #expect(held["acr"] == "urn:qrbroker:acr:3")
        fixture.setClock(later(3_600))
        #expect(try await fixture.held() == 0)
    }

    /// What an earlier sign-in has done makes the login strong, and its level no younger.
    @Test func aStepUpKeepsWhatIsDoneNowOnly() async throws {
        let fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.levels = AssuranceRules([
                    LevelRule(level: 3, by: [[.face]], lasts: 3_600),
                    LevelRule(level: 4, by: [[.face, .pin]], lasts: 0),
                ])
                $0.policy.asks = [.consent, .face]
                $0.policy.stepUp = [.pin]
                $0.policy.singleSignOn = 36_000
            })
        let first = try await fixture.start(isHosted: true)
        try await fixture.approve(first)
        let cookie = try await fixture.broker.signInToken(
            for: fixture.view(first), first.pollToken)
        _ = try await fixture.redeem(first)
        fixture.setClock(later(1_800))
        let second = try await fixture.start(isHosted: true) {
            $0.browser = cookie
            $0.acrValues = ["urn:qrbroker:acr:4"]
        }
        let scanned = try await fixture.scan(second.frame.payload)
        #expect(scanned.record.session.policy.asks == [.pin], "the rest was done before")
        _ = try await fixture.confirm(scanned, ["amr": ["pin"]])
        let token = try await fixture.redeem(second).idToken
        #expect(token["acr"] == "urn:qrbroker:acr:4" && token["amr"] == ["face", "pin", "mfa"])
        #expect(try await fixture.held() == 3)
        fixture.setClock(later(3_600))
        #expect(try await fixture.held() == 0)
    }

    /// The simulator checks no face, so nobody keeps a level for it.
    @Test func aSimulatedFaceIsWorthNothingTomorrow() async throws {
        let fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.levels = Self.lasting
                $0.policy.asks = [.consent, .face]
                $0.policy.face = FaceRule(provider: .simulator, tries: 3)
                $0.providers = [.simulator: SimulatedFaceProvider()]
            })
        try await fixture.approve(fixture.start())
        #expect(try await fixture.held() == 0)
    }

    /// A credential counts on the wallet's word, and where it was asked.
    @Test(arguments: [
        (true, true, 2), (true, false, 0), (false, true, 0),
    ])
    func aCredentialRaisesOnTheWalletsWord(
        isAsked: Bool, isAttested: Bool, level: Int
    ) async throws {
        let fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.levels = AssuranceRules([
                    LevelRule(level: 2, by: [[.credential]], lasts: 60)
                ])
                $0.policy.asks = isAsked ? [.credential] : [.consent]
                if !isAttested { $0.attests.remove(.credential) }
            })
        let login = try await fixture.start()
        try await fixture.approve(login, ["credential": "card-7"])
        #expect(try await fixture.held() == level)
        let token = try await fixture.redeem(login).idToken
        #expect(token["acr"]?.string == "urn:qrbroker:acr:\(max(level, 1))")
    }

    /// A credential that was added for the level, shown by a phone that cannot vouch for it.
    @Test func aLoginNeverEndsBelowItsLevel() async throws {
        let fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.levels = AssuranceRules([
                    LevelRule(level: 3, by: [[.credential]], lasts: 60)
                ])
                $0.policy.minimumLevel = 3
                $0.policy.stepUp = [.credential]
            })
        try await fixture.enrol()
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload, by: .device)
        #expect(scanned.record.session.policy.asks == [.consent, .credential])
        let shown: JSONObject = ["credential": "card-7"]
        await expectRefusal("notAttested") {
            try await fixture.confirm(scanned, shown, by: .device)
        }
        #expect(try await fixture.view(login).status == .scanned, "no decision was taken")
        #expect(try await fixture.held() == 0)
        let word = try fixture.statement(
            "attest",
            [
                "sid": .string(scanned.record.id.text), "challenge": .string(scanned.challenge),
                "credential": "card-7",
            ])
        var vouched = shown
        vouched.append("attestation", word)
        let answer = try await fixture.confirm(scanned, vouched, by: .device)
        #expect(answer.status == .approved)
        #expect(try await fixture.redeem(login).idToken["acr"] == "urn:qrbroker:acr:3")
    }

    /// The face is still to come, and counts as what it will be.
    @Test func aFaceThatIsStillToComeIsNoReasonToRefuse() async throws {
        let fixture = try fixture(asks: [.consent, .face])
        let scanned = try await fixture.scan(fixture.start().frame.payload)
        #expect(try await fixture.confirm(scanned).status == .faceChecking)
    }

    // MARK: Why the phone asks more

    @Test func thePhoneIsToldOnlyWhereSomethingWasAdded() async throws {
        let asking = try fixture(asks: [.consent, .face])
        let scanned = try await asking.scan(asking.start().frame.payload)
        #expect(scanned.verification == nil, "this service asks everybody for the face")
        let free = try fixture(minimum: 0)
        #expect(try await free.scan(free.start().frame.payload).verification == nil)
    }

    @Test func aKeyOfTheirOwnIsWhatAPersonHasAlready() async throws {
        let fixture = try fixture()
        try await fixture.enrol()
        let scanned = try await fixture.scan(fixture.start().frame.payload, by: .device)
        #expect(scanned.verification == ScanAnswer.Verification(level: 3, held: 2))
        #expect(scanned.record.session.policy.asks == [.consent, .face])
    }

    /// The gate to level 2 needs the PIN of a wallet that signs by itself.
    @Test func aLevelThatIsKeptIsWhatAPersonHas() async throws {
        let fixture = try fixture(minimum: 2)
        let first = try await fixture.start()
        let scanned = try await fixture.scan(first.frame.payload)
        #expect(scanned.verification == ScanAnswer.Verification(level: 2, held: 1))
        #expect(scanned.record.session.policy.asks == [.consent, .pin])
        _ = try await fixture.confirm(scanned, ["amr": ["pin"]])
        let higher = try await fixture.start { $0.acrValues = ["urn:qrbroker:acr:3"] }
        let gate = try await fixture.scan(higher.frame.payload)
        #expect(gate.verification == ScanAnswer.Verification(level: 3, held: 2))
    }

    @Test func aPhoneThatCanNeverReachItIsToldAtOnce() async throws {
        let fixture = try LoginFixture(
            LoginFixture.Plan().with { $0.policy.minimumLevel = 2 })
        let login = try await fixture.start()
        await expectRefusal("deviceKeyRequired") {
            try await fixture.scan(login.frame.payload)
        }
        #expect(try await fixture.view(login).status == .waiting)
    }
}
