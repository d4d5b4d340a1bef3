import LoginFlow
import RateLimiting
import StrictJSON
import Testing

@testable import Broker

/// What one wallet may ask, whatever its people may.
@Suite("Calls of one wallet") struct WalletLimitTests {
    private func fixture(wallet: Int, subject: Int = 100) throws -> LoginFixture {
        try LoginFixture(
            LoginFixture.Plan().with {
                $0.limits.walletCallsPerWallet = Allowance(count: wallet, seconds: 60)
                $0.limits.walletCallsPerSubject = Allowance(count: subject, seconds: 60)
            })
    }

    private func ask(_ fixture: LoginFixture, _ sub: String) async throws {
        _ = try await fixture.broker.signIns(
            fixture.statement("sign_ins", [:], sub: sub), address: LoginFixture.address)
    }

    private func expectTooMany(_ body: () async throws -> Void) async throws {
        let refusal = await #expect(throws: BrokerRefusal.self) { try await body() }
        guard case .rateLimited(let standing) = try #require(refusal) else {
            Issue.record("refused otherwise")
            return
        }
        #expect(standing.retryAfterSeconds >= 1)
    }

    @Test func allItsPeopleTogetherHaveALimit() async throws {
        let fixture = try fixture(wallet: 3)
        for person in 1...3 { try await ask(fixture, "person-\(person)") }
        try await expectTooMany { try await ask(fixture, "person-4") }
        fixture.setClock(decided + 20)
        try await ask(fixture, "person-4")
        try await expectTooMany { try await ask(fixture, "person-5") }
    }

    @Test func theRefusalUsesNoStatementUp() async throws {
        let fixture = try fixture(wallet: 2)
        for person in 1...2 { try await ask(fixture, "person-\(person)") }
        let statement = try fixture.statement("sign_ins", [:])
        try await expectTooMany {
            _ = try await fixture.broker.signIns(statement, address: LoginFixture.address)
        }
        fixture.setClock(decided + 30)
        _ = try await fixture.broker.signIns(statement, address: LoginFixture.address)
    }

    @Test func whatAPersonIsRefusedItsWalletKeeps() async throws {
        let fixture = try fixture(wallet: 2, subject: 1)
        try await ask(fixture, "eager")
        for _ in 0..<5 { try await expectTooMany { try await ask(fixture, "eager") } }
        try await ask(fixture, "other")
        try await expectTooMany { try await ask(fixture, "third") }
    }
}
