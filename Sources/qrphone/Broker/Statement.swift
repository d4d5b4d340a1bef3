import StrictJSON
import Tokens

/// Who speaks: a person of a wallet, on one device.
struct Speaker: Equatable {
    var wallet: String
    var person: String
    var device: String
    var model = "qrphone"
    var system = "Linux"
}

/// What a statement is to do; the words of the wire contract.
enum Act: String {
    case scan, confirm, deny, face, status, enrol, revoke, requests, devices
    case removeDevice = "remove_device"
    case signIns = "sign_ins"
    case endSignIn = "end_sign_in"

    /// Where such a statement is sent, behind the issuer.
    var path: String {
        switch self {
        case .scan: "/v1/wallet/scan"
        case .confirm, .deny: "/v1/wallet/confirm"
        case .face: "/v1/wallet/face"
        case .status: "/v1/wallet/status"
        case .enrol: "/v1/wallet/devices"
        case .revoke: "/v1/wallet/devices/revoke"
        case .devices: "/v1/wallet/devices/list"
        case .removeDevice: "/v1/wallet/devices/remove"
        case .requests: "/v1/wallet/requests"
        case .signIns: "/v1/wallet/sign-ins"
        case .endSignIn: "/v1/wallet/sign-ins/end"
        }
    }
}

extension Act {
    /// Whether it is about one login, and not about the device or the person as a whole.
    var isPartOfLogin: Bool {
        switch self {
        case .scan, .confirm, .deny, .face, .status: true
        case .enrol, .revoke, .devices, .removeDevice, .requests, .signIns, .endSignIn: false
        }
    }
}

/// One signed statement of a wallet to a broker.
enum Statement {
    /// The `typ` header of every statement.
    static let type = "qrlogin+jwt"
    /// Seconds a statement is good for; the contract allows 120. Half of it leaves room for a
    /// broker whose clock is ahead.
    static let lifetime: Int64 = 60

    /// The claims of a statement.
    ///
    /// - Parameters:
    ///   - audience: the issuer.
    ///   - now: seconds since 1970.
    ///   - id: 8 to 128 characters, never used before by this wallet.
    static func claims(
        _ act: Act, _ members: JSONObject, by speaker: Speaker, audience: String, now: Int64,
        id: String
    ) -> JSONObject {
        var claims: JSONObject = [
            "iss": .string(speaker.wallet), "sub": .string(speaker.person),
            "aud": .string(audience), "iat": .integer(now), "exp": .integer(now + lifetime),
            "jti": .string(id), "act": .string(act.rawValue),
            "device": [
                "id": .string(speaker.device), "model": .string(speaker.model),
                "os": .string(speaker.system),
            ],
        ]
        for member in members.members { claims.append(member.key, member.value) }
        return claims
    }

    /// A new statement id.
    static func newID() -> String { SystemRandom.text() }
}
