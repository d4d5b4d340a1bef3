import LoginFlow
import SessionStore
import StrictJSON
import Tokens

/// A verified statement of a wallet or a device: the only source of who somebody is (INV-2).
struct Statement: Sendable {
    enum Signer: Sendable {
        case wallet
        case device(UsedStatement.DeviceKey, attests: Set<Wallet.Attestation>)
    }

    /// As it came.
    let text: String
    /// The key it was verified with.
    let key: VerificationKey
    let wallet: Wallet
    let sub: String
    let deviceID: String
    let act: String
    let claims: JSONObject
    let signer: Signer
    let person: Digest
    let device: Digest
    let used: UsedStatement

    /// Who is talking, as a claim would remember them.
    var claim: Claim {
        switch signer {
        case .wallet: Claim(wallet: wallet.id, device: device, deviceKey: nil, person: person)
        case .device(let key, _):
            Claim(wallet: wallet.id, device: device, deviceKey: key.kid, person: person)
        }
    }

    var isSignedByWallet: Bool { if case .wallet = signer { true } else { false } }

    /// Whether the signer may vouch for this kind of result.
    func attests(_ kind: Wallet.Attestation) -> Bool {
        guard wallet.attests.contains(kind) else { return false }
        return switch signer {
        case .wallet: true
        case .device(_, let attests): attests.contains(kind)
        }
    }
}

/// Bounds of a statement (PROTOCOL section 3).
enum StatementLimit {
    /// Bytes.
    static let sub = 255
    /// Characters.
    static let jti = 8...128
    /// Bytes of a device's id, model and system each.
    static let deviceText = 128
    /// Seconds that a phone's clock may run ahead.
    static let skew: Int64 = 30
    /// How long a used statement is remembered after it has run out: longer than a clock is set back.
    static let memory: Seconds = 300
    /// Seconds from `iat` to `exp`.
    static let lifetime: Int64 = 120
}

/// What a statement is for; each route takes its own.
enum StatementAct: String {
    case scan
    case confirm
    case deny
    case face
    case status
    case enrol
    case revoke
    case attest
    case signIns = "sign_ins"
    case endSignIn = "end_sign_in"
    case requests
    case devices
    case removeDevice = "remove_device"
}
