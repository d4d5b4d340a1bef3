import NIOCore
import StrictJSON

/// One login session, as the page that started it knows it.
struct LoginPage: Sendable {
    let stage: AttackStage
    let source: Source
    let id: String
    let token: String
    let verifier: String
    let created: JSONValue

    /// - Returns: `nil` when the answer is not one to a creation.
    init?(_ stage: AttackStage, _ source: Source, _ created: JSONValue, _ verifier: String) {
        guard let id = created["session_id"]?.string, let token = created["poll_token"]?.string
        else { return nil }
        (self.stage, self.source, self.created, self.verifier) = (stage, source, created, verifier)
        (self.id, self.token) = (id, token)
    }

    var path: String { "/v1/sessions/\(id)" }
    var payload: String { created["qr"]?["payload"]?.string ?? "" }
    var userCode: String? { created["user_code"]?.string }
    /// The part of the payload behind `/q/`: scan token, step, MAC.
    var payloadParts: [String] {
        payload.split(separator: "/").last.map { $0.split(separator: ".").map(String.init) } ?? []
    }
    private var bearer: [(String, String)] { [("Authorization", "Bearer \(token)")] }

    func read(
        after: Int = 0, wait: Int = 0, as token: String? = nil
    ) async throws(AttackFailure) -> WebAnswer {
        let headers = token.map { [("Authorization", "Bearer \($0)")] } ?? bearer
        return try await stage.wire.send(
            .get("\(path)?after=\(after)&wait=\(wait)", headers), from: source,
            patience: .seconds(Int64(30 + wait)))
    }

    func status() async throws(AttackFailure) -> String {
        try await read().json["status"]?.string ?? "-"
    }

    /// The two digits that the page shows.
    func matchNumber() async throws(AttackFailure) -> String? {
        try await read().json["match_number"]?.string
    }

    func code() async throws(AttackFailure) -> String? {
        try await read().json["result"]?["code"]?.string
    }

    func frame(as token: String? = nil) async throws(AttackFailure) -> WebAnswer {
        let headers = token.map { [("Authorization", "Bearer \($0)")] } ?? bearer
        return try await stage.wire.send(
            .get(path + "/qr", headers + [("Accept", "application/json")]), from: source)
    }

    func currentPayload() async throws(AttackFailure) -> String {
        try await frame().json["payload"]?.string ?? payload
    }

    func cancel() async throws(AttackFailure) -> WebAnswer {
        try await stage.wire.send(
            WebRequest(method: "POST", path: path + "/cancel", headers: bearer), from: source)
    }

    /// Redeems a code, with whatever is changed; a member of `nil` is left out.
    func redeem(
        _ code: String, _ changes: [String: String?] = [:], client: AttackPlan.Client? = nil
    ) async throws(AttackFailure) -> WebAnswer {
        let client = client ?? stage.plan.client
        var form: [String: String?] = [
            "grant_type": "authorization_code", "code": code, "client_id": client.id,
            "redirect_uri": stage.plan.client.redirectURI, "code_verifier": verifier,
        ]
        form.merge(changes) { $1 }
        let pairs = form.compactMap { name, value in value.map { (name, $0) } }
        return try await stage.wire.send(
            .post("/token", form: pairs, client.authorization), from: source)
    }
}
