import StrictJSON
import Tokens

/// A client names the ids and secrets that it would like.
struct ChooseOwnIDs: Attack {
    let card = AttackCard(
        7, "A client chooses ids and secrets itself", against: "F4, protection 1",
        link: "Attacks.md#the-code")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin("Ids, secrets, code, state and version written into the creation.")
        let (id, secret) = (SystemRandom.text(), SystemRandom.text(bytes: 32))
        let wishes: JSONObject = [
            "session_id": .string(id), "id": .string(id), "sid": .string(id),
            "poll_token": .string(secret), "scan_token": .string(id), "user_code": "BCDF-GHJK",
            "qr": ["payload": .string(stage.issuer + "/q/" + id + ".0.AAAA")],
            "status": "approved", "version": 7, "match_number": "11",
            "result": ["code": .string(secret)], "challenge": .string(id),
        ]
        let page = try await stage.browser().start(wishes)
        let spelled = page.created.serializedText()
        for wish in [id, secret, "BCDF-GHJK"] {
            finding.check(!spelled.contains(wish), "the answer has nothing of \(wish)")
        }
        let status = try await page.status()
        finding.check(status == "waiting", "it begins as \(status)")
        let chosen = try await stage.wire.send(
            .get("/v1/sessions/" + id, [("Authorization", "Bearer \(secret)")]), from: page.source)
        finding.check(
            chosen.refuses(404, "not_found"), "reading the wished-for one: \(chosen.brief)")
        let query = try await stage.wire.send(
            .post(
                "/v1/sessions?session_id=\(id)&poll_token=\(secret)",
                json: .object(stage.browser().request(verifier: secret)),
                stage.plan.client.authorization), from: stage.source(3))
        finding.check(!query.text.contains(id), "the same in the query: \(query.brief)")
    }
}
