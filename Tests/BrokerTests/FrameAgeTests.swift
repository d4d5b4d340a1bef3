import LoginFlow
import Secrets
import SessionStore
import Testing

@testable import Broker

/// A frame is good during its own two seconds and three more.
@Suite("How old a frame may be") struct FrameAgeTests {
    /// A scan of the frame of a step, so many milliseconds after the login began.
    private func scan(step: Int, at milliseconds: Int64) async throws -> Status {
        let fixture = try LoginFixture()
        let login = try await fixture.start()
        fixture.setClock(Moment(milliseconds: decided.milliseconds + milliseconds))
        let token = fixture.broker.keys.scanToken(for: login.pollToken)
        let payload = Frame.payload(
            issuer: LoginFixture.issuer, token: token, .step(step), keys: fixture.broker.keys)
        return try await fixture.scan(payload).record.session.state.status
    }

    @Test(arguments: [(0, 0), (0, 4999), (1, 2000), (1, 6999), (4, 9999)])
    func itIsTakenInItsTime(step: Int, milliseconds: Int64) async throws {
        #expect(try await scan(step: step, at: milliseconds) == .scanned)
    }

    @Test(arguments: [(0, 5000), (1, 7000), (1, 100_000)])
    func thenItIsStale(step: Int, milliseconds: Int64) async {
        await expectRefusal("staleCode") { try await scan(step: step, at: milliseconds) }
    }

    /// Whoever shows one has the broker's keys, or its clock was set back: it is nobody's.
    @Test(arguments: [(1, 1999), (2, 0), (1_000_000, 0)])
    func beforeItDoesNotExist(step: Int, milliseconds: Int64) async {
        await expectRefusal("unknownCode") { try await scan(step: step, at: milliseconds) }
    }
}
