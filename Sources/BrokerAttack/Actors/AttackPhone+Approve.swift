import StrictJSON
import Tokens

/// What an honest person does, for attacks that begin after it.
extension AttackPhone {
    /// Scans the page's current code.
    ///
    /// - Throws: `.refused` when the scan is.
    mutating func scan(_ page: LoginPage) async throws {
        // The frame may turn while the statement travels; the second one is fresh.
        for _ in 0..<3 {
            let answer = try await scan(try await page.currentPayload())
            if answer.isSuccess { return }
            guard answer.status == 410 || answer.status == 429 else {
                throw AttackFailure.refused("scan: \(answer.brief)")
            }
            if answer.status == 429 { try await answer.waitOut() }
        }
        throw AttackFailure.refused("scan: no fresh code")
    }

    /// Scans and says yes to everything, face included.
    ///
    /// - Throws: `.refused` unless the login ends approved.
    mutating func approve(_ page: LoginPage) async throws {
        if scanned.isNull { try await scan(page) }
        let answer = try await decide { () async throws(AttackFailure) in
            try await page.matchNumber()
        }
        guard answer.json["status"]?.string == "approved" else {
            throw AttackFailure.refused(
                "approve: \(answer.brief) \(answer.json["hint"]?.string ?? "")")
        }
    }

    /// Says yes to everything, face included.
    ///
    /// - Returns: the last answer.
    func decide(
        number: () async throws(AttackFailure) -> String?
    ) async throws -> WebAnswer {
        let answer = try await send("confirm", try await confirmation(number: number))
        guard let check = OpenFaceCheck(answer.json) else { return answer }
        guard check.takesResult else {
            throw AttackFailure.needs(
                "a policy that takes the wallet's word for faces (face.provider: attested)")
        }
        return try await send("face", check.result(sessionID, "pass"))
    }

    func confirmation(_ page: LoginPage) async throws(AttackFailure) -> JSONObject {
        try await confirmation { () async throws(AttackFailure) in try await page.matchNumber() }
    }

    /// Yes to all that is asked.
    func confirmation(
        number: () async throws(AttackFailure) -> String?
    ) async throws(AttackFailure) -> JSONObject {
        var members = login
        let asks = scanned["asks"]
        if asks?["number"]?.bool == true { members.append("number", try await number()) }
        if asks?["consent"]?.bool == true {
            let names = (scanned["scopes"]?.array ?? []).compactMap { $0["name"] }
            members.append("scopes", .array(names))
        }
        let terms = (asks?["terms"]?.array ?? []).map { term -> JSONValue in
            ["id": term["id"] ?? .null, "version": term["version"] ?? .null]
        }
        if !terms.isEmpty { members.append("terms", .array(terms)) }
        if asks?["pin"]?.bool == true { members.append("amr", ["pin"]) }
        if asks?["credential"]?.bool == true { members.append("credential", "credential-1") }
        if asks?["organisation"]?.bool == true { members.append("for_self", .bool(true)) }
        members.append("claims", ["name": .string(Self.releasedName)])
        return members
    }

    /// A name that must appear nowhere but at the portal.
    static let releasedName = "Attacked Yourcenar Crayencour"
}

/// A face check that a phone was told of.
struct OpenFaceCheck: Sendable {
    let id: String
    let challenge: String
    let takesResult: Bool
    let triesLeft: Int

    init?(_ answer: JSONValue) {
        guard let face = answer["face"], let id = face["check_id"]?.string,
            let challenge = face["challenge"]?.string
        else { return nil }
        (self.id, self.challenge) = (id, challenge)
        takesResult = face["methods"]?.array?.contains("result") ?? false
        triesLeft = face["tries_left"]?.integer.map { Int($0) } ?? 0
    }

    /// What a wallet says of the face.
    func result(_ session: String, _ result: String) -> JSONObject {
        var members: JSONObject = [
            "sid": .string(session), "check_id": .string(id), "challenge": .string(challenge),
            "result": .string(result), "liveness": .bool(true), "score": .double(0.93),
            "provider": "attack", "reference": .string(SystemRandom.text()),
        ]
        if result == "fail" { members.append("reason", "mismatch") }
        return members
    }
}
