import Base64URL
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Testing

@testable import Broker

/// The app on the page's own device brings the person back to the browser that began.
@Suite("Coming back to the page") struct ComeBackTests {
    private let fixture: LoginFixture

    init() throws {
        fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.policy.numberMatch = .always
                $0.returnURIs = ["https://portal.example/app?x=1"]
            })
    }

    /// The token that brings back to a login that a phone has claimed.
    private func rightToken(_ login: StartedLogin) async throws -> String {
        let record = try await fixture.record(login)
        let claim = try #require(record.session.claim)
        return Base64URL.encode(
            fixture.broker.keys.returnToken(for: record.id, claim: claim).bytes)
    }

    /// A hosted login whose person is on the way back.
    private func awaiting() async throws -> (login: StartedLogin, token: String) {
        let login = try await fixture.start(isHosted: true)
        let payload = try #require(login.display.sameDevicePayload)
        let answer = try await fixture.confirm(fixture.scan(payload))
        #expect(answer.status == .confirmed && answer.hint == .returnToPage)
        let token = try #require(answer.returnTo?.split(separator: "#").last)
        return (login, String(token))
    }

    private func comeBack(_ login: StartedLogin, _ token: String) async throws -> PageView {
        try await fixture.broker.comeBack(login.view.id, login.pollToken, token: token)
    }

    @Test func theBrowserThatBeganGoesOn() async throws {
        let (login, token) = try await awaiting()
        #expect(try await fixture.view(login).result == nil)
        let view = try await comeBack(login, token)
        #expect(view.status == .approved)
        #expect(view.result != nil)
        #expect(try await comeBack(login, token).version == view.version, "a second tap")
        _ = try await fixture.redeem(login)
        #expect(try await comeBack(login, token).status == .redeemed)
    }

    @Test func noNumberIsAskedButTheAppIsTold() async throws {
        let login = try await fixture.start(isHosted: true)
        let payload = try #require(login.display.sameDevicePayload)
        let scanned = try await fixture.scan(payload)
        #expect(scanned.isSameDevice)
        #expect(scanned.record.session.claim?.asksNumber == false)
        #expect(try await fixture.view(login).matchNumber == nil)
        let again = try await fixture.scan(payload)
        #expect(again.isSameDevice && again.challenge == scanned.challenge)
    }

    @Test func aCameraIsAskedTheNumberAndGoesNowhere() async throws {
        let login = try await fixture.start(isHosted: true)
        let scanned = try await fixture.scan(login.frame.payload)
        #expect(!scanned.isSameDevice)
        let number = try #require(try await fixture.view(login).matchNumber)
        let answer = try await fixture.confirm(scanned, ["number": .string(number)])
        #expect(answer.status == .approved && answer.returnTo == nil)
    }

    // MARK: Who may

    @Test func anythingElseIsNotTheWayBack() async throws {
        let (login, token) = try await awaiting()
        let (_, foreign) = try await awaiting()
        let challenge = try await fixture.scan(
            #require(login.display.sameDevicePayload)
        ).challenge
        for wrong in [
            "", "x", foreign, String(token.dropLast()), token + "A", token + "=", challenge,
            token.uppercased(), " \(token)", Base64URL.encode([UInt8](repeating: 0, count: 32)),
        ] {
            await expectRefusal("wrongReturn") { try await comeBack(login, wrong) }
        }
        #expect(try await fixture.view(login).status == .confirmed)
        #expect(try await comeBack(login, token).status == .approved)
    }

    /// Somebody who was sent a link and opens it on their own device has no page here.
    @Test func anotherPageHearsNothingOfIt() async throws {
        let (login, token) = try await awaiting()
        let other = try await fixture.start(isHosted: true)
        await expectRefusal("notFound") {
            try await fixture.broker.comeBack(login.view.id, other.pollToken, token: token)
        }
        await expectRefusal("notNow") { try await comeBack(other, token) }
        #expect(try await fixture.view(login).status == .confirmed)
        #expect(try await fixture.view(other).status == .waiting)
    }

    @Test func theWayBackOpensWithTheDecisionOnly() async throws {
        let login = try await fixture.start(isHosted: true)
        await expectRefusal("notNow") { try await comeBack(login, "x") }
        let scanned = try await fixture.scan(try #require(login.display.sameDevicePayload))
        let token = try await rightToken(login)
        await expectRefusal("notNow") { try await comeBack(login, token) }
        let denied = try await fixture.confirm(scanned, act: "deny")
        #expect(denied.status == .denied && denied.returnTo == nil)
        await expectRefusal("sessionOver") { try await comeBack(login, token) }
    }

    @Test(arguments: [(119, 999, true), (120, 0, false)] as [(Int64, Int64, Bool)])
    func whoComesTooLateIsTold(seconds: Int64, milliseconds: Int64, isInTime: Bool) async throws {
        let (login, token) = try await awaiting()
        fixture.setClock(later(seconds, milliseconds))
        if isInTime {
            #expect(try await comeBack(login, token).status == .approved)
        } else {
            await expectRefusal("sessionOver") { try await comeBack(login, token) }
            #expect(try await fixture.view(login).hint == .expiredUndecided)
        }
    }

    @Test func theAppIsToldWhereAsLongAsItIsAwaited() async throws {
        let login = try await fixture.start(isHosted: true)
        let scanned = try await fixture.scan(#require(login.display.sameDevicePayload))
        let token = try await rightToken(login)
        func returnTo() async throws -> String? {
            let members: JSONObject = ["sid": .string(login.view.id.text)]
            let wait = try await fixture.broker.phoneWait(
                fixture.statement("status", members), address: LoginFixture.address, after: 0,
                wait: 0)
            guard case .phone(let answer) = try await fixture.broker.look(wait) else {
                return "unchanged"
            }
            return answer.returnTo
        }
        let address = "https://login.example/return/\(login.view.id.text)#\(token)"
        #expect(try await returnTo() == nil, "the person has not decided")
        _ = try await fixture.confirm(scanned)
        #expect(try await returnTo() == address)
        _ = try await comeBack(login, token)
        #expect(try await returnTo() == nil)
    }

    // MARK: The code of the same device

    @Test func itIsThereWhileThePageWaitsAndDoesNotRotate() async throws {
        let login = try await fixture.start(isHosted: true)
        let payload = try #require(login.display.sameDevicePayload)
        fixture.setClock(later(119))
        let display = try await fixture.broker.display(
            login.view.id, login.pollToken, locales: [])
        #expect(display.sameDevicePayload == payload)
        #expect(display.frame?.payload != login.frame.payload)
        _ = try await fixture.scan(payload)
        let scanned = try await fixture.broker.display(
            login.view.id, login.pollToken, locales: [])
        #expect(scanned.sameDevicePayload == nil)
    }

    @Test func aPageThatCannotBeComeBackToHasNone() async throws {
        let login = try await fixture.start()
        #expect(login.display.sameDevicePayload == nil)
        let made = Frame.payload(
            issuer: LoginFixture.issuer,
            token: fixture.broker.keys.scanToken(for: login.pollToken), .sameDevice,
            keys: fixture.broker.keys)
        await expectRefusal("unknownCode") { try await fixture.scan(made) }
        #expect(try await fixture.view(login).status == .waiting)
    }

    @Test func aPageOfThePortalIsComeBackTo() async throws {
        let login = try await fixture.start { $0.returnURI = "https://portal.example/app?x=1" }
        let payload = try #require(login.display.sameDevicePayload)
        let answer = try await fixture.confirm(fixture.scan(payload))
        let token = try await rightToken(login)
        let id = login.view.id.text
        #expect(answer.returnTo == "https://portal.example/app?x=1#qr_return=\(id).\(token)")
        #expect(try await comeBack(login, token).status == .approved)
    }

    // MARK: A code that came by a link

    @Test(
        arguments: [
            (.off, "link", false), (.risk, "link", true), (.always, "link", true),
            (.off, nil, false), (.always, nil, true), (.always, "camera", true),
            (.off, "camera", false), (.off, "nonsense", false),
        ] as [(NumberRule, String?, Bool)])
    func whoFollowsALinkIsAskedTheNumber(
        rule: NumberRule, via: String?, isAsked: Bool
    ) async throws {
        let fixture = try LoginFixture(
            LoginFixture.Plan().with { $0.policy.numberMatch = rule })
        let scanned = try await fixture.scan(fixture.start().frame.payload, via: via)
        #expect(scanned.record.session.claim?.asksNumber == isAsked)
    }

    /// A browser that is known, in the same network: a camera would not be asked.
    @Test func knownBrowsersSaveNoNumberBehindALink() async throws {
        let fixture = try LoginFixture()
        try await fixture.approve(fixture.start())
        for (via, isAsked) in [("camera", false), ("link", true)] {
            let scanned = try await fixture.scan(fixture.start().frame.payload, via: via)
            #expect(!scanned.isNewBrowser && scanned.around.isSameNetwork)
            #expect(scanned.record.session.claim?.asksNumber == isAsked)
        }
    }
}

@Suite("Where people are brought back to") struct ReturnPlaceTests {
    private let fixture: LoginFixture

    init() throws {
        fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.returnURIs = [
                    "https://portal.example/app", "https://portal.example/é", "app:/back",
                ]
            })
    }

    @Test(arguments: ["https://portal.example/app", "https://portal.example/é", "app:/back"])
    func whatThePortalHasWrittenDownIsTaken(address: String) async throws {
        let login = try await fixture.start { $0.returnURI = address }
        #expect(login.display.sameDevicePayload != nil)
        #expect(try await fixture.record(login).session.request.returnPlace == .page(address))
    }

    /// To the letter: a browser carries the fragment over redirects, so that any other page of the
    /// same origin might hand the way back on.
    @Test(arguments: [
        "", "/app", "https://portal.example", "https://portal.example/",
        "https://portal.example/app/", "https://portal.example/app?x", "https://portal.example/App",
        "https://portal.example/app#", "https://portal.example/app#x", "https://portal.example/ap",
        "https://portal.example/%61pp", "https://portal.example/./app",
        "https://PORTAL.example/app", "https://portal.example:443/app",
        "http://portal.example/app", "https://portal.example/e\u{301}",
        "https://portal.example/app ", "https://portal.example/cb", "app:/back/", "hosted",
        "javascript:alert(1)",
    ])
    func anythingElseIsRefused(address: String) async {
        await expectRefusal("invalidRequest(parameter: \"return_uri\")") {
            try await fixture.start { $0.returnURI = address }
        }
    }

    @Test func theBrokersOwnPageIsComeBackToWithoutAsking() async throws {
        let login = try await fixture.start(isHosted: true)
        #expect(try await fixture.record(login).session.request.returnPlace == .hosted)
        let api = try await fixture.start()
        #expect(try await fixture.record(api).session.request.returnPlace == nil)
    }
}
