import Foundation
import StrictJSON
import Tokens

/// Signs for all phones of the load test, with the key of their wallet, and counts what that costs:
/// a real wallet signs on as many machines as there are phones, so it is no part of any latency.
final class Signer {
    private static let type = "qrlogin+jwt"
    /// Seconds a statement is good for; the contract allows 120.
    private static let lifetime: Int64 = 60

    private let key: SigningKey
    private let wallet: String
    private let audience: String
    /// Tells this run's people and statements from those of all others.
    private let run: String
    private(set) var signatures = 0
    private(set) var cpuSeconds = 0.0

    init(key: SigningKey, wallet: String, audience: String, run: String) {
        self.key = key
        self.wallet = wallet
        self.audience = audience
        self.run = run
    }

    /// A new statement.
    ///
    /// - Parameter person: the number of who speaks; each login has a person and a phone of its own.
    func statement(_ act: String, _ members: JSONObject, person: Int) -> String {
        let before = Self.threadCPUSeconds()
        defer { cpuSeconds += Self.threadCPUSeconds() - before }
        signatures += 1
        let now = Int64(Date().timeIntervalSince1970)
        var claims: JSONObject = [
            "iss": .string(wallet), "sub": .string("person-\(run)-\(person)"),
            "aud": .string(audience), "iat": .integer(now), "exp": .integer(now + Self.lifetime),
            "jti": .string("\(run)-\(signatures)"), "act": .string(act),
            "device": [
                "id": .string("phone-\(run)-\(person)"), "model": "qrload", "os": "Linux",
            ],
        ]
        for member in members.members { claims.append(member.key, member.value) }
        guard let text = try? CompactJWS.signed(claims, type: Self.type, by: key) else {
            preconditionFailure("a P-256 key signs everything")
        }
        return text
    }

    private static func threadCPUSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
