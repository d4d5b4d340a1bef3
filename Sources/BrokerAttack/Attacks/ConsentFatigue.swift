import StrictJSON
import Tokens

/// A person is asked until they say yes to be left alone.
struct ConsentFatigue: Attack {
    let card = AttackCard(
        24, "Consent fatigue", against: "protection 21", link: "Attacks.md#limits")

    private static let most = 20

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "A portal asks one person \(Self.most) times at once, and again after every no.")
        let clients = [stage.plan.client, stage.plan.otherClient].compactMap(\.self)
        guard let client = clients.first(where: { $0.secret != nil }) else {
            throw AttackFailure.needs(
                "a portal with a secret: only such a one may ask without a code")
        }
        let portal = stage.stage(as: client)
        let person = portal.phone()
        let subject = try await Self.subject(of: person, at: portal)

        var refusal: WebAnswer?
        for _ in 0..<Self.most where refusal == nil {
            let answer = try await ask(portal, subject)
            if answer.status == 400,
                ["unauthorized_client", "invalid_client"].contains(answer.code)
            {
                throw AttackFailure.needs("a portal that may use CIBA")
            }
            if !answer.isSuccess { refusal = answer }
        }
        finding.check(refusal != nil, "asked at once: \(refusal?.brief ?? "never refused")")
        let pending = try await person.send("requests").json["requests"]?.array ?? []
        finding.check(pending.count < Self.most, "\(pending.count) requests wait on the phone")

        var denied = 0
        for _ in 0..<Self.most {
            let waiting = try await person.send("requests").json["requests"]?.array ?? []
            guard let request = waiting.first?["session_id"]?.string else {
                if try await ask(portal, subject).isSuccess { continue } else { break }
            }
            var phone = person
            phone.scanned = try await phone.send("scan", ["request": .string(request)]).json
            _ = try await phone.send("deny", phone.login)
            denied += 1
        }
        let last = try await ask(portal, subject)
        finding.check(!last.isSuccess, "after \(denied) times no, asking again: \(last.brief)")
    }

    private func ask(
        _ stage: AttackStage, _ subject: String
    ) async throws(AttackFailure) -> WebAnswer {
        let client = stage.plan.client
        return try await stage.wire.send(
            .post(
                "/bc-authorize",
                form: [("client_id", client.id), ("scope", "openid"), ("login_hint", subject)],
                client.authorization), from: stage.source(5))
    }

    /// How the portal knows a person: by a login of theirs.
    static func subject(
        of person: AttackPhone, at stage: AttackStage
    ) async throws -> String {
        let page = try await stage.approvedLogin(phone: person)
        guard let code = try await page.code(),
            let token = try await page.redeem(code).json["id_token"]?.string,
            let subject = (try? CompactJWS(parsing: token))?.unverifiedPayload["sub"]?.string
        else { throw AttackFailure.refused("a login at the portal") }
        return subject
    }
}
