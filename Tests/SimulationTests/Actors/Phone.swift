import Base64URL
import Broker
import LoginFlow
import Secrets
import StrictJSON
import Tokens

/// A person with a phone and a wallet in it.
struct Phone: Sendable {
    let number: Int
    let wallet: String
    let sub: String
    let device: String
    /// The phone's own key, where it has one; otherwise the wallet signs.
    let key: SigningKey?

    static let all = [
        Phone(number: 0, wallet: "one", sub: "zhang-wei", device: "a", key: Setting.signingKey(21)),
        Phone(number: 1, wallet: "one", sub: "zhang-wei", device: "b", key: nil),
        Phone(number: 2, wallet: "one", sub: "li-na", device: "c", key: nil),
        Phone(number: 3, wallet: "two", sub: "zhang-wei", device: "d", key: Setting.signingKey(22)),
        Phone(number: 4, wallet: "two", sub: "maria", device: "e", key: nil),
    ]

    var name: String { "P\(number)" }
    var address: String { number == 1 ? "198.51.100.4" : "203.0.113.\(number + 10)" }
    var walletKey: SigningKey {
        guard let key = Setting.walletKeys[wallet] else { preconditionFailure("two wallets") }
        return key
    }

    /// What the claim of this phone would be.
    func claim(byWallet: Bool = false) -> Claim {
        Claim(
            wallet: wallet,
            device: Setting.keys.device(wallet: wallet, sub: sub, device: device),
            deviceKey: byWallet ? nil : key?.kid)
    }

    /// A statement, with members beside it that claim to be somebody else: they must never count.
    func statement(
        _ act: String, _ members: JSONObject, jti: String, at now: Moment, byWallet: Bool = false
    ) -> String {
        var claims: JSONObject = [
            "iss": .string(wallet), "sub": .string(sub), "aud": .string(Setting.issuer),
            "iat": .integer(now.seconds), "exp": .integer(now.seconds + 90), "jti": .string(jti),
            "act": .string(act), "device": ["id": .string(device)],
            "subject": "somebody-else", "user": "somebody-else",
        ]
        for member in members.members { claims.append(member.key, member.value) }
        let signer = byWallet ? walletKey : key ?? walletKey
        guard let text = try? CompactJWS.signed(claims, type: "qrlogin+jwt", by: signer) else {
            preconditionFailure("a P-256 key signs")
        }
        return text
    }
}
