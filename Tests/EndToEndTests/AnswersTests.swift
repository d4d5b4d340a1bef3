import Base64URL
import StrictJSON
import Testing

/// What pages and phones read, to the member, over a real port.
@Suite("Answers of the API") struct AnswersTests {
    private static let configuration = """
        levels: [{ level: 2, by: [pin] }, { level: 3, by: [face], lasts: 60 }]
        """

    private func create(_ broker: RunningBroker, _ more: JSONObject = [:]) async throws
        -> (status: Int, body: JSONValue)
    {
        var members: JSONObject = [
            "client_id": "portal", "redirect_uri": "https://portal.example/callback",
            "scope": "openid profile",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "code_challenge_method": "S256",
        ]
        for member in more.members { members.append(member.key, member.value) }
        return try await broker.call("POST", "/v1/sessions", json: .object(members))
    }

    private func scan(
        _ created: JSONValue, _ broker: RunningBroker
    ) async throws -> JSONValue {
        let payload = try #require(created["qr"]?["payload"])
        let scan = try broker.statement("scan", "zhang-wei", ["qr": payload])
        return try await broker.call("POST", "/v1/wallet/scan", json: scan).body
    }

    @Test func aPageIsToldHowItEndsAndWhatItCanOpen() async throws {
        try await RunningBroker.with(more: Self.configuration) { broker in
            let created = try await create(broker).body
            #expect(created["purpose"] == "login" && created["finish"] == "auto")
            let sameDevice = created.object?.members.first { $0.key == "same_device" }
            #expect(sameDevice?.value == .null, "there is no page to come back to")
            let id = try #require(created["session_id"]?.string)
            #expect(created["links"]?["return"]?.string == "/v1/sessions/\(id)/return")
            let wallets = try #require(created["links"]?["wallets"]?.array)
            #expect(wallets == [["id": "wallet", "name": "wallet", "apps": []]])
            #expect(try await broker.call("GET", "/v1/wallets").body["wallets"]?.array == wallets)
            let token = try #require(created["poll_token"]?.string)
            let page = try await broker.call("GET", "/v1/sessions/\(id)/page", token: token).body
            for name in ["purpose", "finish", "same_device", "links"] {
                #expect(page[name] == created[name], "\(name)")
            }
        }
    }

    @Test func aPhoneIsToldEverythingThatIsAsked() async throws {
        try await RunningBroker.with(more: Self.configuration) { broker in
            let scanned = try await scan(create(broker).body, broker)
            #expect(scanned["same_device"] == false && scanned["verification"] == nil)
            let asks = scanned["asks"]
            #expect(asks?["organisation"] == false && asks?["portrait"] == false)
            #expect(asks?["face"] == true && asks?["consent"] == true && asks?["pin"] == false)
            let decision: JSONObject = [
                "sid": try #require(scanned["session_id"]),
                "challenge": try #require(scanned["challenge"]), "scopes": ["profile"],
            ]
            let statement = try broker.statement("confirm", "zhang-wei", decision)
            let answer = try await broker.call("POST", "/v1/wallet/confirm", json: statement).body
            let face = try #require(answer["face"])
            #expect(face["methods"] == ["result"] && face["actions"] == [])
            #expect(face["portrait"] == false && face["url"] == nil)
            #expect(answer["receipt"] == nil && answer["return_to"] == nil)
        }
    }

    @Test func whatMayNotBeIsRefusedByName() async throws {
        try await RunningBroker.with(more: Self.configuration) { broker in
            let foreign = try await create(broker, ["return_uri": "https://elsewhere.example/"])
            #expect(foreign.status == 400 && foreign.body["code"] == "invalid_request")
            #expect(foreign.body["parameter"] == "return_uri")
            let scanned = try await scan(create(broker).body, broker)
            let decision: JSONObject = [
                "sid": try #require(scanned["session_id"]),
                "challenge": try #require(scanned["challenge"]), "credential": "card",
                "scopes": ["profile"], "credential_details": ["status": "revoked"],
            ]
            let statement = try broker.statement("confirm", "zhang-wei", decision)
            let answer = try await broker.call("POST", "/v1/wallet/confirm", json: statement)
            #expect(answer.status == 422 && answer.body["code"] == "credential_unusable")
            #expect(answer.body["reason"] == "revoked")
        }
    }

    @Test func nobodyComesBackWithoutThePagesToken() async throws {
        try await RunningBroker.with(more: Self.configuration) { broker in
            let created = try await create(broker).body
            let id = try #require(created["session_id"]?.string)
            let token = try #require(created["poll_token"]?.string)
            let path = "/v1/sessions/\(id)/return"
            func back(_ token: String?, _ json: JSONValue) async throws -> [JSONValue?] {
                let answer = try await broker.call("POST", path, token: token, json: json)
                return [.integer(Int64(answer.status)), answer.body["code"]]
            }
            let brought: JSONValue = ["return_token": "x"]
            #expect(try await back(nil, brought).first != .integer(200))
            let stranger = Base64URL.encode([UInt8](repeating: 1, count: 32))
            #expect(try await back(stranger, brought) == [404, "not_found"])
            #expect(try await back(token, [:]) == [400, "invalid_request"])
            #expect(try await back(token, ["return_token": 7]) == [400, "invalid_request"])
            #expect(try await back(token, brought) == [409, "not_now"])
            _ = try await scan(created, broker)
            #expect(try await back(token, brought) == [403, "wrong_return"])
        }
    }

    @Test func thePortraitsOfStrangersAreNotLookedAt() async throws {
        try await RunningBroker.with(more: Self.configuration) { broker in
            let bare = try await broker.call(
                "POST", "/v1/portrait", headers: [("Content-Type", "image/jpeg")])
            #expect(bare.status == 401)
            let wrong = try await broker.call(
                "POST", "/v1/portrait", token: "x", headers: [("Content-Type", "image/jpeg")])
            #expect(wrong.status == 401)
            let text = try await broker.call("POST", "/v1/portrait", token: "x", json: [:])
            #expect(text.status == 415 && text.body["code"] == "unsupported_media_type")
        }
    }

    @Test func discoveryNamesEveryLevelThereIs() async throws {
        for (more, highest) in [("", 3), ("levels: [{ level: 2, by: [pin] }]", 2)] {
            try await RunningBroker.with(more: more) { broker in
                let document = try await broker.call("GET", "/.well-known/openid-configuration")
                let names = (1...highest).map { JSONValue.string("urn:qrbroker:acr:\($0)") }
                #expect(document.body["acr_values_supported"] == .array(names))
            }
        }
    }
}
