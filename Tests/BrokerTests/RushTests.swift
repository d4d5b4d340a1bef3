import LoginFlow
import NIOConcurrencyHelpers
import Rush
import SessionStore
import StrictJSON
import Testing
import Tokens

@testable import Broker

/// What only shows where checking and writing fall apart.
@Suite("Many at once", .timeLimit(.minutes(10))) struct RushTests {
    /// What each of many hears who all come as far as the write before anybody is written.
    private func heard(
        _ count: Int, _ fixture: LoginFixture,
        _ call: @escaping @Sendable (Int) async throws -> some Sendable
    ) async throws -> [String] {
        try await fixture.broker.store.rush(count) { number in
            do {
                _ = try await call(number)
                return "good"
            } catch { return "\(error)" }
        }
    }

    @Test func inv1_ofTwentyPhonesOneClaims() async throws {
        let fixture = try LoginFixture()
        let login = try await fixture.start()
        let heard = try await heard(20, fixture) {
            try await fixture.scan(login.frame.payload, sub: "person-\($0)")
        }
        #expect(heard.count { $0 == "good" } == 1)
        #expect(heard.count { $0 == "alreadyScanned" } == 19, "\(heard)")
        #expect(try await fixture.record(login).session.version == 2)
    }

    @Test func ofTenCopiesOfAStatementOneCounts() async throws {
        let fixture = try LoginFixture()
        let login = try await fixture.start()
        let statement = try fixture.statement("scan", ["qr": .string(login.frame.payload)])
        let heard = try await heard(10, fixture) { _ in
            try await fixture.broker.scan(statement, address: LoginFixture.address)
        }
        #expect(heard.count { $0 == "good" } == 1)
        #expect(heard.count { $0 == "replayedAssertion" } == 9, "\(heard)")
    }

    @Test func ofTenFaceResultsOneCounts() async throws {
        let fixture = try LoginFixture(.init().with { $0.policy.asks = [.consent, .face] })
        let login = try await fixture.start()
        let decision = try await fixture.confirm(fixture.scan(login.frame.payload))
        let check = try #require(decision.openFaceCheck)
        let tries = try await fixture.broker.store.rush(10) { _ in
            try await fixture.face(login.view.id, check, result: "fail").openFaceCheck?.triesLeft
        }
        #expect(Set(tries) == [check.triesLeft - 1], "\(tries)")
        #expect(try await fixture.record(login).session.faceVerdicts.count == 1)
    }

    @Test func inv3_ofFiftyRedemptionsOneIsGoodAndOfNoUseAfterwards() async throws {
        let fixture = try LoginFixture()
        let login = try await fixture.start()
        try await fixture.approve(login)
        let tokens = NIOLockedValueBox<[String]>([])
        let heard = try await heard(50, fixture) { _ in
            let issued = try await fixture.tokens(login)
            tokens.withLockedValue { $0.append(issued.accessToken) }
        }
        #expect(heard.count { $0 == "good" } == 1)
        #expect(heard.count { $0 == "oauth(Broker.OAuthRefusal.invalidGrant)" } == 49, "\(heard)")
        let token = try #require(tokens.withLockedValue { $0 }.first)
        await expectRefusal("oauth(Broker.OAuthRefusal.invalidToken)") {
            try await fixture.broker.userInfo(.bearer(token))
        }
    }

    @Test func ofTwentyRefreshesOneIsGood() async throws {
        let fixture = try LoginFixture()
        let login = try await fixture.start { $0.scope = "openid profile offline_access" }
        let scan = try await fixture.scan(login.frame.payload)
        _ = try await fixture.confirm(scan, ["scopes": ["profile", "offline_access"]])
        let token = try #require(try await fixture.tokens(login).refreshToken)
        let heard = try await heard(20, fixture) { _ in
            try await fixture.broker.refresh(
                token, scope: nil, keyThumbprint: nil, by: fixture.party,
                address: LoginFixture.address)
        }
        #expect(heard.count { $0 == "good" } == 1)
        #expect(heard.count { $0 == "oauth(Broker.OAuthRefusal.invalidGrant)" } == 19, "\(heard)")
    }
}
