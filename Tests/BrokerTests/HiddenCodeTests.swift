import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Testing

@testable import Broker

/// The policy shows phones no code for another device.
@Suite("No code for cameras on a phone") struct HiddenCodeTests {
    private let fixture: LoginFixture

    init() throws {
        fixture = try LoginFixture(
            LoginFixture.Plan().with {
                $0.policy.crossDeviceOnPhones = .hide
                $0.policy.numberMatch = .always
                $0.policy.asks = []
                $0.deepLink = "app://scan?code={payload}"
            })
    }

    private func requester(_ agent: String) -> Requester {
        Requester(address: LoginFixture.address, userAgent: agent, keys: fixture.broker.keys)
    }

    /// A login of the broker's own page on a phone.
    private func hidden() async throws -> StartedLogin {
        try await fixture.broker.authorize(fixture.request(), requester: requester("iPhone Mobile"))
    }

    /// A frame as its page would have shown it, made by somebody who has the broker's keys.
    private func frame(_ login: StartedLogin, step: Int) -> String {
        Frame.payload(
            issuer: LoginFixture.issuer, token: fixture.broker.keys.scanToken(for: login.pollToken),
            .step(step), keys: fixture.broker.keys)
    }

    @Test func noneIsDrawn() async throws {
        let login = try await hidden()
        #expect(login.display.frame == nil && login.display.userCode == nil)
        #expect(login.display.isSameDeviceOnly && login.display.sameDevicePayload != nil)
        await expectRefusal("sameDeviceOnly") {
            try await fixture.broker.frame(login.view.id, login.pollToken)
        }
    }

    @Test(arguments: [0, 1, 59])
    func noFrameIsTakenWhereNoneIsShown(step: Int) async throws {
        let login = try await hidden()
        fixture.setClock(later(Int64(step) * 2))
        await expectRefusal("unknownCode") { try await fixture.scan(frame(login, step: step)) }
        #expect(try await fixture.view(login).status == .waiting)
        // The same frame of a page at a desk is good.
        fixture.setClock(decided)
        let desk = try await fixture.start(isHosted: true)
        fixture.setClock(later(Int64(step) * 2))
        _ = try await fixture.scan(frame(desk, step: step))
    }

    @Test func noTypedCodeIsTakenEither() async throws {
        let login = try await hidden()
        let code = fixture.broker.keys.userCode(for: login.pollToken).exposedText
        let statement = try fixture.statement("scan", ["user_code": .string(code)])
        await expectRefusal("unknownCode") {
            try await fixture.broker.scan(statement, address: LoginFixture.address)
        }
    }

    @Test func whoClaimedItHearsNothingMoreByAFrame() async throws {
        let login = try await hidden()
        let payload = try #require(login.display.sameDevicePayload)
        let scanned = try await fixture.scan(payload)
        #expect(scanned.isSameDevice && scanned.record.session.claim?.asksNumber == false)
        await expectRefusal("unknownCode") { try await fixture.scan(frame(login, step: 0)) }
        #expect(try await fixture.scan(payload).challenge == scanned.challenge)
    }

    @Test func theDecisionIsKeptWithTheLogin() async throws {
        let login = try await hidden()
        let kept = try #require(
            try await fixture.openStoreElsewhere().read(login.view.id)?.session)
        #expect(kept.request.isSameDeviceOnly)
        #expect(kept.policy.crossDeviceOnPhones == .hide && !kept.policy.userCode)
    }

    @Test(arguments: [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) Mobile/15E148", nil, true),
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/156.0 Mobile Safari", nil, true),
        ("Mozilla/5.0 (iPad; CPU OS 12_5) Mobile/15E148", nil, false),
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/156.0 Safari", nil, false),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0", "?1", true),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0", "?0", false), ("", nil, false),
    ])
    func aPhoneSaysSo(agent: String, hint: String?, isPhone: Bool) {
        let one = Requester(
            address: "::1", userAgent: agent, mobileHint: hint, keys: fixture.broker.keys)
        #expect(one.isPhone == isPhone)
        #expect(Requester(json: one.json) == one)
    }
}
