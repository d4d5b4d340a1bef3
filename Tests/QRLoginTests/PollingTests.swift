import StrictJSON
import Testing

@testable import qrlogin

@Suite struct PollingTests {
    private static func answer(
        _ status: Int, _ error: String?, retryAfter: Int? = nil
    ) -> PollAnswer {
        let body = error.map { JSONValue.object(["error": .string($0)]) } ?? .null
        return PollAnswer(Response(status: status, body: body, retryAfter: retryAfter))
    }

    @Test("Each answer of a token endpoint has its meaning")
    func meanings() throws {
        #expect(Self.answer(400, "authorization_pending") == .pending)
        #expect(Self.answer(400, "slow_down") == .slowDown)
        #expect(Self.answer(429, "slow_down") == .slowDown)
        #expect(Self.answer(400, "access_denied") == .over(.denied))
        #expect(Self.answer(400, "expired_token") == .over(.expired))
        #expect(
            Self.answer(401, "invalid_client")
                == .over(.refused(error: "invalid_client", description: nil)))
        #expect(Self.answer(503, nil, retryAfter: 3) == .busy(retryAfter: 3))
        #expect(Self.answer(429, nil) == .busy(retryAfter: nil))
        #expect(Self.answer(404, nil) == .over(.malformedAnswer("HTTP 404")))
        #expect(Self.answer(302, nil) == .over(.malformedAnswer("HTTP 302")))
        #expect(Self.answer(200, nil) == .over(.malformedAnswer("token")))
        let tokens = try TokenSet(Examples.tokens)
        #expect(PollAnswer(Response(status: 200, body: Examples.tokens)) == .tokens(tokens))
    }

    @Test("Tokens without an access token, or of a type we cannot use, are none")
    func tokens() {
        for (member, value) in [("access_token", nil), ("token_type", "DPoP"), ("token_type", nil)]
            as [(String, JSONValue?)]
        {
            var body = Examples.tokens.object ?? [:]
            body[member] = value
            #expect(throws: LoginFailure.malformedAnswer(member)) { try TokenSet(.object(body)) }
        }
    }

    @Test("Each slow_down adds five seconds, for good")
    func slowDown() {
        var pace = PollingPace(interval: 5)
        #expect(pace.pause(after: .pending) == 5)
        #expect(pace.pause(after: .slowDown) == 10)
        #expect(pace.pause(after: .slowDown) == 15)
        #expect(pace.pause(after: .pending) == 15)
    }

    @Test("A busy provider is left alone as long as it says, up to a minute")
    func busy() {
        var pace = PollingPace(interval: 5)
        #expect(pace.pause(after: .busy(retryAfter: 20)) == 20)
        #expect(pace.pause(after: .busy(retryAfter: 2)) == 5)
        #expect(pace.pause(after: .busy(retryAfter: nil)) == 5)
        #expect(pace.pause(after: .busy(retryAfter: 9999)) == 60)
    }

    @Test("Where nobody answers the pauses double; the fifth time in a row is the last")
    func unreachable() {
        var pace = PollingPace(interval: 5)
        #expect((0..<4).map { _ in pace.pause(after: .unreachable("x")) } == [10, 20, 40, 60])
        #expect(pace.pause(after: .unreachable("x")) == nil)

        pace = PollingPace(interval: 5)
        _ = pace.pause(after: .unreachable("x"))
        _ = pace.pause(after: .pending)
        #expect(pace.pause(after: .unreachable("x")) == 10)
        pace = PollingPace(interval: 90)
        #expect(pace.pause(after: .unreachable("x")) == 90)
    }

    @Test("After an end there is no next time")
    func ends() throws {
        var pace = PollingPace(interval: 5)
        #expect(pace.pause(after: .over(.denied)) == nil)
        #expect(pace.pause(after: .tokens(try TokenSet(Examples.tokens))) == nil)
    }
}
