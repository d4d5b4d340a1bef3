import Testing

@testable import Broker

/// Whoever pushes for a public portal has shown nothing, and what is pushed is kept for ten minutes.
@Suite("Pushed requests") struct PushTests {
    @Test func theyAreKeptUpToABound() async throws {
        let fixture = try LoginFixture()
        func push(_ count: Int) async throws -> [String: String] {
            let parameters = [
                "scope": "openid", "ui_locales": String(repeating: "长", count: count / 3),
                "state": String(repeating: "s", count: count % 3),
            ]
            let pushed = try await fixture.broker.push(parameters, by: fixture.party)
            #expect(
                try await fixture.broker.pushed(pushed.requestURI, by: "portal") == parameters)
            return parameters
        }
        _ = try await push(StartLimit.pushed - "openid".utf8.count)
        await expectRefusal(#"invalidRequest(parameter: "ui_locales")"#) {
            try await push(StartLimit.pushed - "openid".utf8.count + 1)
        }
    }
}
