import FaceCheck
import LoginFlow
import SessionStore
import Testing
import Tokens

@testable import Broker

/// Whoever has found a phone may have a face shown to it that passes: a picture, or a person who is asked.
@Suite("Face checks of a phone that was removed") struct RemovedPhoneTests {
    /// A login whose check is open, on a phone with a key of its own.
    private func checking(
        _ fixture: LoginFixture
    ) async throws -> (login: StartedLogin, check: DecisionAnswer.OpenFaceCheck) {
        try await fixture.enrol(attests: ["face"])
        let login = try await fixture.start()
        let scanned = try await fixture.scan(login.frame.payload, by: .device)
        let answer = try await fixture.confirm(scanned, by: .device)
        return (login, try #require(answer.openFaceCheck))
    }

    private func remove(_ fixture: LoginFixture) async throws {
        let name = PersonName(wallet: "one", sub: "zhang-wei")
        let kid = fixture.deviceKey.publicKey.thumbprint
        #expect(try await fixture.broker.revokeDevice(kid, of: name))
    }

    private func fixture() throws -> LoginFixture {
        try LoginFixture(LoginFixture.Plan().with { $0.policy.asks = [.consent, .face] })
    }

    @Test func neitherItsOwnWordNorItsWalletsCounts() async throws {
        let fixture = try fixture()
        let (login, check) = try await checking(fixture)
        try await remove(fixture)
        for signer in [LoginFixture.Signer.device, .wallet] {
            await expectRefusal("invalidAssertion") {
                try await fixture.face(login.view.id, check, by: signer)
            }
        }
        #expect(try await fixture.view(login).status == .faceChecking)
    }

    @Test(arguments: [true, false])
    func aVerdictThatComesLaterCountsForAPhoneThatIsStillThere(isRemoved: Bool) async throws {
        let fixture = try fixture()
        let (login, _) = try await checking(fixture)
        if isRemoved { try await remove(fixture) }
        let order = fixture.broker.faceOrder(try await fixture.record(login), 1)
        _ = try await fixture.broker.take(.verdict(.pass), for: order)
        #expect(try await fixture.view(login).status == (isRemoved ? .faceChecking : .approved))
    }
}
