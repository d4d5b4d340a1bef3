import Base64URL
import Foundation
import StrictJSON
import Tokens

/// A person's phone. It signs whatever it is told to: an attacker's wallet is honest to nobody.
struct AttackPhone: Sendable {
    let stage: AttackStage
    let wallet: AttackPlan.Wallet
    let source: Source
    var person = "attacked-person-" + SystemRandom.text(bytes: 9)
    var device = "attacked-device-" + SystemRandom.text(bytes: 9)
    /// Signs in the place of the wallet's key.
    var deviceKey: SigningKey?
    /// What the last scan said.
    var scanned: JSONValue = .null

    init(stage: AttackStage, wallet: AttackPlan.Wallet, source: Source) {
        (self.stage, self.wallet, self.source) = (stage, wallet, source)
    }

    var sessionID: String { scanned["session_id"]?.string ?? "" }
    var challenge: String { scanned["challenge"]?.string ?? "" }
    /// Which login, in every statement after the scan.
    var login: JSONObject { ["sid": .string(sessionID), "challenge": .string(challenge)] }

    // MARK: Statements

    /// The claims of a statement that is right in everything.
    func claims(_ act: String, _ members: JSONObject = [:]) -> JSONObject {
        let now = Int64(Date().timeIntervalSince1970)
        var claims: JSONObject = [
            "iss": .string(wallet.id), "sub": .string(person), "aud": .string(stage.issuer),
            "iat": .integer(now), "exp": .integer(now + 60), "jti": .string(SystemRandom.text()),
            "act": .string(act),
            "device": ["id": .string(device), "model": "Attacker", "os": "Linux"],
        ]
        for member in members.members { claims[member.key] = member.value }
        return claims
    }

    func statement(_ act: String, _ members: JSONObject = [:]) -> String {
        sign(claims(act, members))
    }

    func sign(_ claims: JSONObject, by key: SigningKey? = nil) -> String {
        guard
            let text = try? CompactJWS.signed(
                claims, type: "qrlogin+jwt", by: key ?? deviceKey ?? wallet.key)
        else { preconditionFailure("a P-256 key signs everything") }
        return text
    }

    // MARK: Calls

    static let paths = [
        "scan": "/v1/wallet/scan", "confirm": "/v1/wallet/confirm", "deny": "/v1/wallet/confirm",
        "face": "/v1/wallet/face", "status": "/v1/wallet/status", "enrol": "/v1/wallet/devices",
        "revoke": "/v1/wallet/devices/revoke", "devices": "/v1/wallet/devices/list",
        "remove_device": "/v1/wallet/devices/remove", "sign_ins": "/v1/wallet/sign-ins",
        "end_sign_in": "/v1/wallet/sign-ins/end", "requests": "/v1/wallet/requests",
    ]

    /// Sends a statement as it is.
    func post(
        _ assertion: String, to act: String, beside: JSONObject = [:]
    ) async throws(AttackFailure) -> WebAnswer {
        var body: JSONObject = ["assertion": .string(assertion)]
        for member in beside.members { body[member.key] = member.value }
        return try await stage.wire.send(
            .post(Self.paths[act] ?? act, json: .object(body)), from: source)
    }

    func send(
        _ act: String, _ members: JSONObject = [:]
    ) async throws(AttackFailure) -> WebAnswer {
        try await post(statement(act, members), to: act)
    }

    /// Scans, and remembers what a decision needs.
    mutating func scan(
        _ payload: String, _ members: JSONObject = [:]
    ) async throws(AttackFailure) -> WebAnswer {
        var all: JSONObject = ["qr": .string(payload)]
        for member in members.members { all[member.key] = member.value }
        let answer = try await send("scan", all)
        if answer.isSuccess { scanned = answer.json }
        return answer
    }
}
