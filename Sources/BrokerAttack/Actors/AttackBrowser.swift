import NIOCore
import PercentCoding
import StrictJSON
import Tokens

/// A browser at the portal, its script and its address.
struct AttackBrowser: Sendable {
    let stage: AttackStage
    /// Its own address, and the next ones once that has no tries left.
    let index: Int

    private static let userAgent =
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"

    private var client: AttackPlan.Client { stage.plan.client }

    /// The members of a creation.
    func request(verifier: String, _ changes: JSONObject = [:]) -> JSONObject {
        var members: JSONObject = [
            "client_id": .string(client.id), "redirect_uri": .string(client.redirectURI),
            "scope": .string(client.scope), "state": .string(SystemRandom.text()),
            "nonce": .string(SystemRandom.text()),
            "code_challenge": .string(Digest.sha256(verifier)), "code_challenge_method": "S256",
        ]
        for change in changes.members {
            members[change.key] = change.value.isNull ? nil : change.value
        }
        return members
    }

    /// Asks for a login session, whatever comes of it.
    func create(
        verifier: String = SystemRandom.text(bytes: 32), _ changes: JSONObject = [:],
        headers: [(String, String)] = [], from source: Source? = nil
    ) async throws(AttackFailure) -> WebAnswer {
        let members = request(verifier: verifier, changes)
        let named =
            headers.contains { $0.0 == "User-Agent" } ? [] : [("User-Agent", Self.userAgent)]
        return try await stage.wire.send(
            .post(
                "/v1/sessions", json: .object(members),
                named + headers + client.authorization), from: source ?? stage.source(index))
    }

    /// Starts a login session; goes to another address, or waits, where this one may not any more.
    func start(
        _ changes: JSONObject = [:], headers: [(String, String)] = []
    ) async throws -> LoginPage {
        let verifier = SystemRandom.text(bytes: 32)
        var last: WebAnswer?
        for attempt in 0..<40 {
            let source = stage.source(index + attempt * 20)
            let answer = try await create(
                verifier: verifier, changes, headers: headers, from: source)
            if let page = LoginPage(stage, source, answer.json, verifier) { return page }
            guard answer.status == 429 else {
                throw AttackFailure.refused("create: \(answer.brief)")
            }
            last = answer
            if stage.sourceCount == 1 || attempt > 2 { try await answer.waitOut() }
        }
        throw AttackFailure.refused("create: \(last?.brief ?? "-")")
    }
}

extension WebAnswer {
    /// Waits for as long as the deployment asks, up to a minute and a bit.
    func waitOut() async throws {
        let seconds = header("Retry-After").flatMap { Int($0) } ?? 1
        try await Task.sleep(for: .seconds(min(max(seconds, 1), 65)))
    }
}

extension AttackPlan.Client {
    /// `Authorization` of a confidential client (RFC 6749, section 2.3.1).
    var authorization: [(String, String)] {
        guard let secret else { return [] }
        return [("Authorization", BasicCredentials.authorization(id: id, secret: secret))]
    }
}
