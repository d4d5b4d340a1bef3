import LoginFlow
import RateLimiting
import Secrets
import SessionStore
import StrictJSON
import Testing
import Tokens

@testable import Broker

/// An operator's command has switched something off, and the broker has taken it up or has not yet.
@Suite struct SwitchTests {
    let fixture: LoginFixture
    let command: SessionStore
    var broker: Broker { fixture.broker }

    static let portal = Switchable.portal("portal")
    static let wallet = Switchable.wallet("one")

    init() async throws {
        fixture = try LoginFixture(.init().with { $0.policy.singleSignOn = 3_600 })
        command = try fixture.openStoreElsewhere()
        _ = try await broker.takeUpSwitches()
    }

    /// As the command does it, and the loop of the server after it.
    private func off(_ what: Switchable) async throws {
        _ = try await command.switchOff(what, reason: "test")
        _ = try await broker.takeUpSwitches()
    }

    private func on(_ what: Switchable) async throws {
        _ = try await command.switchOn(what)
        _ = try await broker.takeUpSwitches()
    }

    private func wholeLogin() async throws {
        let login = try await fixture.start()
        try await fixture.approve(login)
        _ = try await fixture.redeem(login)
    }

    // MARK: News

    @Test func newsComesOnceAndInBothDirections() async throws {
        #expect(try await broker.takeUpSwitches().isEmpty)
        _ = try await command.switchOff(Self.portal, reason: "stolen")
        let entry = try #require(try await command.refreshSwitches().list.first)
        #expect(try await broker.takeUpSwitches() == [.off(entry)])
        #expect(try await broker.takeUpSwitches().isEmpty)
        _ = try await command.switchOn(Self.portal)
        #expect(try await broker.takeUpSwitches() == [.on(Self.portal)])
    }

    // MARK: A portal

    @Test func aPortalThatIsOffIsNoClient() async throws {
        let proof = ClientProof.none(clientID: "portal")
        try await off(Self.portal)
        await expectRefusal("invalidClient") {
            try await broker.client(proof, path: "/token", address: LoginFixture.address)
        }
        await expectRefusal("switchedOff") { try await fixture.start() }
        await expectRefusal("switchedOff") { try await fixture.start(isHosted: true) }
        try await on(Self.portal)
        _ = try await broker.client(proof, path: "/token", address: LoginFixture.address)
        try await wholeLogin()
    }

    /// A portal's server asks until somebody there notices; its neighbours have done nothing.
    @Test func itsQuestionsCountAgainstNobody() async throws {
        let fixture = try LoginFixture(
            .init().with { $0.limits.invalidStatementPerAddress = .init(count: 1, seconds: 600) })
        _ = try await fixture.broker.store.switchOff(Self.portal, reason: nil)
        for _ in 0..<3 {
            await expectRefusal("invalidClient") {
                try await fixture.broker.client(
                    .none(clientID: "portal"), path: "/token", address: LoginFixture.address)
            }
        }
        _ = try await fixture.broker.store.switchOn(Self.portal)
        _ = try await fixture.broker.store.switchOff(Self.wallet, reason: nil)
        for _ in 0..<3 {
            await expectRefusal("invalidAssertion") { try await fixture.scan("https://x") }
        }
        _ = try await fixture.broker.store.switchOn(Self.wallet)
        let login = try await fixture.start()
        _ = try await fixture.scan(login.frame.payload)
    }

    @Test func itsPagesHearThatItIsOverAndLeadNowhere() async throws {
        let (waiting, approved) = (try await fixture.start(), try await fixture.start())
        try await fixture.approve(approved)
        try await off(Self.portal)
        for login in [waiting, approved] {
            let view = try await fixture.view(login)
            #expect(view.status == .expired && view.hint == .switchedOff)
            #expect(view.problem?.reason == "switched_off")
            #expect(view.problem?.redirectTo == nil && view.result == nil)
            let display = try await broker.display(login.view.id, login.pollToken, locales: [])
            #expect(display.partyID == "portal")
            #expect(broker.recalledParty(login.view.id, login.pollToken)?.id == "portal")
        }
        await expectRefusal("unknownCode") { try await fixture.scan(waiting.frame.payload) }
    }

    @Test func noTokenOfItIsGoodMeanwhile() async throws {
        let login = try await fixture.start()
        try await fixture.approve(login)
        let token = try await fixture.redeem(login).accessToken
        try await off(Self.portal)
        await expectRefusal("oauth(Broker.OAuthRefusal.invalidToken)") {
            try await broker.userInfo(.bearer(token))
        }
        try await on(Self.portal)
        _ = try await broker.userInfo(.bearer(token))
    }

    /// Who was admitted a moment before is stopped where it is written.
    @Test func aRedemptionUnderWayIsStopped() async throws {
        let login = try await fixture.start()
        try await fixture.approve(login)
        _ = try await command.switchOff(Self.portal, reason: nil)
        await expectRefusal("oauth(Broker.OAuthRefusal.invalidGrant)") {
            try await fixture.redeem(login)
        }
    }

    @Test func aDecisionUnderWayIsStopped() async throws {
        for what in [Self.portal, Self.wallet] {
            let login = try await fixture.start()
            let scanned = try await fixture.scan(login.frame.payload)
            _ = try await command.switchOff(what, reason: nil)
            let refusal = what == Self.portal ? "sessionOver" : "invalidAssertion"
            await expectRefusal(refusal) { try await fixture.confirm(scanned) }
            try await on(what)
            #expect(try await fixture.view(login).status != .approved)
        }
    }

    /// What it is to be told waits for it; what is known of a person is found all the same.
    @Test func nothingIsCalledThereAndNothingIsForgotten() async throws {
        let message = try broker.delivery(
            .ping, id: [UInt8](repeating: 1, count: 16), to: fixture.party, ["auth_req_id": "x"],
            nextAt: decided, now: decided)
        try await off(Self.portal)
        #expect(broker.silencedPortals == ["portal"])
        await expectRefusal("switchedOff") { try broker.message(of: message) }
        let name = PersonName(wallet: "one", sub: "zhang-wei")
        #expect(broker.subjects(of: name).map(\.party) == ["portal"])
        try await on(Self.portal)
        #expect(broker.silencedPortals.isEmpty)
        #expect(try broker.message(of: message) == nil, "it wants no pings")
    }

    @Test func aPersonCanSignOutThere() async throws {
        try await off(Self.portal)
        var asked = LogoutRequest()
        asked.clientID = "portal"
        asked.isConfirmed = true
        guard case .done(nil) = try await broker.logout(asked) else {
            Issue.record("asked, or sent there")
            return
        }
    }

    // MARK: A wallet

    @Test func aWalletThatIsOffIsUnknown() async throws {
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload)
        try await off(Self.wallet)
        #expect(try await fixture.view(login).hint == .switchedOff)
        await expectRefusal("invalidAssertion") { try await fixture.confirm(scanned) }
        await expectRefusal("invalidAssertion") { try await fixture.enrol() }
        #expect(broker.walletEntries(locales: []).isEmpty)
        await expectRefusal("switchedOff") { try await fixture.start() }
        try await on(Self.wallet)
        #expect(broker.walletEntries(locales: []).map(\.id) == ["one"])
        try await wholeLogin()
    }

    @Test func itsDevicesAreOffWithIt() async throws {
        try await fixture.enrol()
        try await off(Self.wallet)
        await expectRefusal("invalidAssertion") {
            try await fixture.scan("https://x", by: .device)
        }
        try await on(Self.wallet)
        let login = try await fixture.start()
        try await fixture.approve(login, by: .device)
    }

    @Test func whatItsPeopleWereGivenIsOfNoUseMeanwhile() async throws {
        let login = try await fixture.start()
        try await fixture.approve(login)
        let token = try await fixture.redeem(login).accessToken
        try await off(Self.wallet)
        await expectRefusal("oauth(Broker.OAuthRefusal.invalidToken)") {
            try await broker.userInfo(.bearer(token))
        }
        try await on(Self.wallet)
        _ = try await broker.userInfo(.bearer(token))
    }

    /// Of a former version, which did not name its wallet.
    private func oldGrant() async throws -> (Grant, GrantFacts) {
        let login = try await fixture.start()
        try await fixture.approve(login)
        let token = try await fixture.redeem(login).accessToken
        let id = try #require(broker.verified(accessToken: token).flatMap(Broker.grantID))
        let grant = try #require(try await broker.store.grant(id))
        var facts = try #require(broker.facts(of: grant))
        #expect(facts.wallet == "one")
        facts.wallet = nil
        return (grant, facts)
    }

    @Test func aGrantWithoutAWalletIsKnownByItsSignIn() async throws {
        let (grant, facts) = try await oldGrant()
        try await off(.wallet("two"))
        #expect(try await !broker.isWalletOff(of: grant, facts))
        try await off(Self.wallet)
        #expect(try await broker.isWalletOff(of: grant, facts))
        try await on(Self.wallet)
        #expect(try await !broker.isWalletOff(of: grant, facts))
    }

    /// Its wallet may be any that is off, one that the configuration no longer has too.
    @Test func whereTheSignInIsGoneAnyWalletThatIsOffIsEnough() async throws {
        let (grant, facts) = try await oldGrant()
        fixture.setClock(decided + 10_000_000)
        _ = try await broker.store.prune(at: broker.clock.now())
        try await off(Self.portal)
        #expect(try await !broker.isWalletOff(of: grant, facts))
        try await off(.wallet("former"))
        #expect(try await broker.isWalletOff(of: grant, facts))
    }

    /// A login can still begin, because there is another wallet to scan with.
    @Test func aSignInOfItAnswersNothingMeanwhile() async throws {
        let fixture = try LoginFixture(
            .init().with {
                $0.policy.singleSignOn = 3_600
                $0.otherWallets = ["two"]
            })
        let (broker, command) = (fixture.broker, try fixture.openStoreElsewhere())
        let login = try await fixture.start(isHosted: true)
        try await fixture.approve(login)
        let token = try await broker.signInToken(for: fixture.view(login), login.pollToken)
        _ = try await fixture.redeem(login)
        let browser = try #require(token)
        func visit() async throws -> StartedLogin {
            try await fixture.start(isHosted: true) { $0.browser = browser }
        }
        let before = try await visit()
        #expect(before.view.status == .approved)
        let other = try await fixture.start(isHosted: true) {
            $0.browser = browser
            $0.prompt = [.consent]
        }
        #expect(other.display.signOn != nil)
        _ = try await command.switchOff(Self.wallet, reason: nil)
        await expectRefusal("oauth(Broker.OAuthRefusal.loginRequired)") {
            try await broker.signOn(
                other.view.id, other.pollToken, browser: browser, scopes: ["profile"])
        }
        _ = try await broker.takeUpSwitches()
        let during = try await visit()
        #expect(during.view.status == .waiting && during.display.signOn == nil)
        #expect(during.display.wallets.map(\.id) == ["two"])
        #expect(try await broker.signIn(of: browser) != nil, "it is still there")
        _ = try await command.switchOn(Self.wallet)
        _ = try await broker.takeUpSwitches()
        #expect(try await visit().view.status == .approved)
    }

    /// At `expired_token` it might begin anew by itself.
    @Test func aProgramThatWaitsForItIsDenied() async throws {
        var asked = StartRequest(clientID: "portal", redirectURI: nil)
        (asked.channel, asked.scope, asked.isAuthenticated) = (.device, "openid", true)
        let device = try await broker.startDevice(asked, requester: fixture.requester())
        func poll() async throws -> IssuedTokens {
            try await broker.poll(
                device.deviceCode, .device, keyThumbprint: nil, by: fixture.party,
                address: LoginFixture.address)
        }
        await expectRefusal("oauth(Broker.OAuthRefusal.authorizationPending)") { try await poll() }
        try await off(Self.wallet)
        await expectRefusal("oauth(Broker.OAuthRefusal.accessDenied)") { try await poll() }
    }

    // MARK: A key

    @Test func aKeyThatIsOffSignsNothingAndTheDevicesGoOn() async throws {
        try await fixture.enrol()
        let kid = fixture.walletKey.publicKey.kid
        let key = Switchable.walletKey(wallet: "one", kid: kid)
        try await off(.walletKey(wallet: "one", kid: "another"))
        try await wholeLogin()
        try await off(key)
        await expectRefusal("invalidAssertion") { try await fixture.scan("https://x") }
        await expectRefusal("invalidAssertion") { try await fixture.enrol() }
        let login = try await fixture.start()
        try await fixture.approve(login, by: .device)
        try await on(key)
        try await wholeLogin()
    }

    /// Asking how it stands uses no statement up, so that no write refuses it.
    @Test func aPhoneWithItHearsNothing() async throws {
        let key = Switchable.walletKey(wallet: "one", kid: fixture.walletKey.publicKey.kid)
        let login = try await fixture.start()
        _ = try await fixture.scan(login.frame.payload)
        func ask() async throws -> Wait {
            let members: JSONObject = ["sid": .string(login.view.id.text)]
            return try await broker.phoneWait(
                fixture.statement("status", members), address: LoginFixture.address, after: 0,
                wait: 0)
        }
        _ = try await ask()
        for what in [key, Self.wallet] {
            _ = try await broker.store.switchOff(what, reason: nil)
            await expectRefusal("invalidAssertion") { try await ask() }
            _ = try await broker.store.switchOn(what)
        }
        _ = try await ask()
    }

    /// Verified a moment before, and refused where it is written.
    @Test func aStatementUnderWayIsStopped() async throws {
        let kid = fixture.walletKey.publicKey.kid
        let login = try await fixture.start()
        for what in [Self.wallet, .walletKey(wallet: "one", kid: kid)] {
            _ = try await command.switchOff(what, reason: nil)
            #expect(broker.store.switches.isEmpty, "it does not know yet")
            await expectRefusal("invalidAssertion") {
                try await fixture.scan(login.frame.payload)
            }
            try await on(what)
        }
        _ = try await fixture.scan(login.frame.payload)
    }

    /// The token is not used up by what the portal cannot help.
    @Test func aRenewalUnderWayIsStoppedAndUsesNothingUp() async throws {
        let login = try await fixture.start { $0.scope = "openid profile offline_access" }
        let scan = try await fixture.scan(login.frame.payload)
        _ = try await fixture.confirm(scan, ["scopes": ["profile", "offline_access"]])
        let token = try #require(try await fixture.tokens(login).refreshToken)
        _ = try await command.switchOff(Self.wallet, reason: nil)
        #expect(broker.store.switches.isEmpty, "it does not know yet")
        await expectRefusal("switchedOff") { try await refresh(token) }
        try await on(Self.wallet)
        _ = try await refresh(token)
    }

    private func refresh(_ token: String) async throws -> IssuedTokens {
        try await broker.refresh(
            token, scope: nil, keyThumbprint: nil, by: fixture.party,
            address: LoginFixture.address)
    }
}
