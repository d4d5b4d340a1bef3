import Base64URL
import Crypto
import Foundation
import StrictJSON
import Testing

@Suite("Logins at once, over a real port") struct LoginsAtOnceTests {
    @Test("Twenty people log in at once, each page held in a poll all the way")
    func twentyLogins() async throws {
        try await RunningBroker.with { broker in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask { try await login(broker, "person \(number)") }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("One of ten phones that scan the same code gets it")
    func oneScanWins() async throws {
        try await RunningBroker.with { broker in
            let page = try await Page.start(at: broker)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<10 {
                    group.addTask {
                        let scan = try broker.statement(
                            "scan", "person \(number)", ["qr": .string(page.payload)])
                        return try await broker.call("POST", "/v1/wallet/scan", json: scan).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [200] + Array(repeating: 409, count: 9))
        }
    }

    private func login(_ broker: RunningBroker, _ person: String) async throws {
        let page = try await Page.start(at: broker)
        async let approved = page.waitFor("approved", at: broker)
        let scan = try broker.statement("scan", person, ["qr": .string(page.payload)])
        let scanned = try await broker.call("POST", "/v1/wallet/scan", json: scan)
        let id = try #require(scanned.body["session_id"])
        let challenge = try #require(scanned.body["challenge"])
        let decision: JSONObject = [
            "sid": id, "challenge": challenge, "scopes": ["profile"],
            "claims": ["name": .string(person)],
        ]
        let confirm = try broker.statement("confirm", person, decision)
        let confirmed = try await broker.call("POST", "/v1/wallet/confirm", json: confirm)
        let check = try #require(confirmed.body["face"])
        let result: JSONObject = [
            "sid": id, "check_id": try #require(check["check_id"]),
            "challenge": try #require(check["challenge"]), "result": "pass",
        ]
        let face = try broker.statement("face", person, result)
        #expect(try await broker.call("POST", "/v1/wallet/face", json: face).status == 200)
        let code = try #require(try await approved["result"]?["code"]?.string)
        try await redeem(code, page, person, broker)
    }

    private func redeem(
        _ code: String, _ page: Page, _ person: String, _ broker: RunningBroker
    ) async throws {
        let form =
            "grant_type=authorization_code&client_id=portal&code=\(code)"
            + "&redirect_uri=https%3A%2F%2Fportal.example%2Fcallback"
            + "&code_verifier=\(page.verifier)"
        let tokens = try await broker.call("POST", "/token", form: form)
        #expect(tokens.status == 200)
        let access = try #require(tokens.body["access_token"]?.string)
        let claims = try await broker.call("GET", "/userinfo", token: access)
        #expect(claims.body["name"]?.string == person)
        #expect(try await broker.call("POST", "/token", form: form).status == 400)
        #expect(try await broker.call("GET", "/userinfo", token: access).status == 401)
    }
}

/// A page that waits.
private struct Page: Sendable {
    let id: String
    let token: String
    let payload: String
    let verifier: String

    static func start(at broker: RunningBroker) async throws -> Page {
        let verifier = UUID().uuidString + UUID().uuidString
        let challenge = Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
        let created = try await broker.call(
            "POST", "/v1/sessions",
            json: [
                "client_id": "portal", "redirect_uri": "https://portal.example/callback",
                "scope": "openid profile", "code_challenge": .string(challenge),
                "code_challenge_method": "S256",
            ])
        #expect(created.status == 201)
        return Page(
            id: try #require(created.body["session_id"]?.string),
            token: try #require(created.body["poll_token"]?.string),
            payload: try #require(created.body["qr"]?["payload"]?.string), verifier: verifier)
    }

    /// Polls until a status; versions may only grow on the way.
    func waitFor(_ status: String, at broker: RunningBroker) async throws -> JSONValue {
        var version: Int64 = 1
        for _ in 0..<20 {
            let answer = try await broker.call(
                "GET", "/v1/sessions/\(id)?after=\(version)&wait=20", token: token)
            if answer.status == 204 { continue }
            let next = try #require(answer.body["version"]?.integer)
            #expect(next > version)
            version = next
            if answer.body["status"]?.string == status { return answer.body }
        }
        Issue.record("never \(status)")
        return .null
    }
}
