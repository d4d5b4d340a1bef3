import Broker
import LoginFlow

/// The end of a simulation: after all that, a login in which nothing goes wrong must succeed.
extension World {
    func lastLogin() async throws {
        disk.arrange(nil)
        isCalm = true
        clock.beginStep()
        // Limits forgive and statements run out.
        clock.pass(700_000)
        trace.note("\(time) a last login")
        let (final, verifier) = request("plain")
        let requester = requester
        let call = Call(kind: .start, subject: "plain") { (broker) async throws(BrokerRefusal) in
            .started(try await broker.start(final, requester: requester))
        }
        begin(try await perform(call), "plain", verifier, final.scopes)
        guard let login = logins.last else { return wrongs.append("a login cannot begin") }
        guard case .success(.scanned(let scanned)) = try await perform(scanCall(login, 2, .camera))
        else { return wrongs.append("a phone cannot scan") }
        login.challenges[2] = scanned.challenge
        _ = try await perform(confirmCall(login, 2))
        if case .success(.view(let view)) = try await perform(readCall(login)) {
            learn(login, view)
        }
        guard case .success(.tokens) = try await perform(redeemCall(login))
        else { return wrongs.append("a login without faults does not succeed") }
    }
}
