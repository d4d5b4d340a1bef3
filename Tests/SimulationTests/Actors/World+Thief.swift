import Broker
import Crypto
import Foundation
import LoginFlow
import Secrets
import SeededGenerator
import StrictJSON

/// Somebody who has photographed the code and read the page's address, and tries every door with that.
extension World {
    func steal(_ login: Login) async throws {
        let id = login.id
        let poll = PollToken(bytes: guess(login))
        let call: Call
        switch dice.roll(0..<5) {
        case 0:
            call = theft("reads \(login.name)", id) { (broker) async throws(BrokerRefusal) in
                try await broker.read(id, poll)
            }
        case 1:
            call = theft("draws \(login.name)", id) { (broker) async throws(BrokerRefusal) in
                .frame(try await broker.frame(id, poll))
            }
        case 2:
            call = theft("reloads \(login.name)", id) { (broker) async throws(BrokerRefusal) in
                .display(try await broker.display(id, poll, locales: []))
            }
        case 3:
            call = theft("cancels \(login.name)", id) { (broker) async throws(BrokerRefusal) in
                .view(try await broker.cancel(id, poll))
            }
        default: call = stolenStatus(login)
        }
        try await send(call)
    }

    private func theft(
        _ subject: String, _ id: SessionID,
        _ run: @escaping @Sendable (Broker) async throws(BrokerRefusal) -> Reply
    ) -> Call {
        Call(kind: .theft, subject: subject, session: id, run: run)
    }

    /// A phone of one's own asks how a login session stands that it has not claimed.
    private func stolenStatus(_ login: Login) -> Call {
        let thief = Phone(number: 9, wallet: "one", sub: "thief", device: "t", key: nil)
        let text = thief.statement(
            "status", ["sid": .string(login.id.text)], jti: jti(), at: clock.wall)
        return theft("asks for \(login.name)", login.id) { (broker) async throws(BrokerRefusal) in
            let wait = try await broker.phoneWait(text, address: "192.0.2.66", after: 0, wait: 0)
            guard case .phone(let answer) = try await broker.look(wait)
            else { return .unchanged(version: 0) }
            return .decision(answer)
        }
    }

    /// What might open the door: the code's token, the name, what can be made of either.
    private func guess(_ login: Login) -> [UInt8] {
        let payload = login.payloads.last ?? login.userCode ?? ""
        let token = Array(payload.dropFirst(Setting.issuer.count + 3).prefix(22).utf8)
        switch dice.roll(0..<4) {
        case 0: return login.id.bytes + login.id.bytes
        case 1: return Array(SHA256.hash(data: login.id.bytes))
        case 2: return Array(SHA256.hash(data: token))
        default: return Array((token + login.id.bytes + login.id.bytes).prefix(32))
        }
    }
}
