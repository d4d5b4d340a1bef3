import AsyncHTTPClient
import Foundation
import NIOConcurrencyHelpers
import StrictJSON
import Terminal
import Testing
import Tokens

@testable import qrphone

@Suite struct ConversationTests {
    private static let speaker = Speaker(wallet: "w", person: "zhang-wei", device: "phone-1")

    /// Scans and goes on to the end with a person; the failure is part of the outcome.
    static func talk(
        to broker: CannedBroker, as person: any Person & Sendable, follows: Bool = false,
        request: String? = nil, via: Via? = nil
    ) async throws -> (Report, Result<ProgramExit, PhoneFailure>) {
        try await broker.serve { client in
            let signer = Signer(speaker: speaker, issuer: client.issuer, key: .newES256())
            let screen = Screen(language: .english, isQuiet: true)
            var conversation = Conversation(client: client, signer: signer, screen: screen)
            do throws(PhoneFailure) {
                let payload = client.issuer + "/q/" + LoginCodeTests.frame
                var code = try Source.loginCode(among: [payload], issuer: nil)
                if let request { code = LoginCode(request: request, issuer: client.issuer) }
                let scanned = try await conversation.scan(code, via: via)
                let exit = try await conversation.run(scanned, by: person, follows: follows)
                return (conversation.report, .success(exit))
            } catch {
                return (conversation.report, .failure(error))
            }
        }
    }

    private static func reply(
        _ status: String, version: Int, check: String? = nil, triesLeft: Int = 0
    ) -> CannedBroker.Reply {
        var members: JSONObject = [
            "status": .string(status), "hint": "h", "version": .integer(Int64(version)),
            "tries_left": .integer(Int64(triesLeft)),
        ]
        if let check {
            members["face"] = [
                "check_id": .string(check), "challenge": .string("c-" + check),
                "methods": ["result"], "tries_left": .integer(Int64(triesLeft)),
            ]
        }
        return CannedBroker.Reply(body: .object(members))
    }

    private static let paths = [
        "/v1/wallet/scan", "/v1/wallet/status", "/v1/wallet/confirm", "/v1/wallet/face",
    ]

    @Test("Scan, confirm, face: each statement names the login, its challenge and its audience")
    func approves() async throws {
        let broker = CannedBroker([
            .init(body: Examples.scanned),
            Self.reply("scanned", version: 2),
            Self.reply("face_checking", version: 4, check: "f1", triesLeft: 3),
            Self.reply("approved", version: 5),
        ])
        var person = ScriptedPerson(wish: .approve)
        person.confirmation.number = "47"
        let (report, result) = try await Self.talk(to: broker, as: person)
        #expect(result == .success(.asAsked))
        #expect(report.standing?.status == "approved" && report.standing?.version == 5)
        let requests = broker.requests
        #expect(
            requests.map(\.uri) == Self.paths)
        #expect(requests.map { $0.claims["act"]?.string } == ["scan", "status", "confirm", "face"])
        #expect(Set(requests.map { $0.claims["jti"]?.string }).count == 4)
        let audience = try #require(requests[0].claims["aud"]?.string)
        #expect(requests[0].claims["qr"]?.string == audience + "/q/" + LoginCodeTests.frame)
        #expect(requests[2].claims["sid"] == "s1" && requests[2].claims["challenge"] == "c1")
        #expect(requests[2].claims["number"] == "47")
        #expect(requests[3].claims["check_id"] == "f1" && requests[3].claims["challenge"] == "c-f1")
        #expect(requests[3].claims["result"] == "pass")
    }

    @Test("A failing face uses the check of each try, until none is left")
    func failsAllTries() async throws {
        let broker = CannedBroker([
            .init(body: Examples.plain),
            Self.reply("scanned", version: 2),
            Self.reply("face_checking", version: 4, check: "f1", triesLeft: 3),
            Self.reply("face_checking", version: 5, check: "f2", triesLeft: 2),
            Self.reply("face_checking", version: 6, check: "f3", triesLeft: 1),
            Self.reply("failed", version: 7),
        ])
        var person = ScriptedPerson(wish: .approve)
        person.faceScript = try #require(.init("fail:blurred"))
        let (report, result) = try await Self.talk(to: broker, as: person)
        #expect(result == .success(.endedOtherwise))
        #expect(report.standing?.status == "failed")
        let checks = broker.requests.dropFirst(3).map(\.claims)
        #expect(checks.map { $0["check_id"]?.string } == ["f1", "f2", "f3"])
        #expect(checks.allSatisfy { $0["reason"] == "blurred" })
    }

    @Test("A denial is sent with its reason, and nothing after it")
    func denies() async throws {
        let broker = CannedBroker([
            .init(body: Examples.scanned), Self.reply("denied", version: 3),
        ])
        let person = ScriptedPerson(wish: .deny(.notMe))
        let (_, result) = try await Self.talk(to: broker, as: person, follows: true)
        #expect(result == .success(.asAsked))
        #expect(broker.requests.map { $0.claims["act"]?.string } == ["scan", "deny"])
        #expect(broker.requests[1].claims["reason"] == "not_me")
    }

    @Test("A person who says no at the face check is heard")
    func deniesAtFace() async throws {
        struct Hesitant: Person {
            func decide(on scanned: Scanned) -> Decision { .confirm(ConfirmDetails()) }
            func face(_ check: FaceCheck, previous: [FaceStep]) -> FaceStep {
                previous.isEmpty ? .send(.error) : .deny(.notMe)
            }
        }
        let broker = CannedBroker([
            .init(body: Examples.plain),
            Self.reply("scanned", version: 2),
            Self.reply("face_checking", version: 4, check: "f1", triesLeft: 3),
            Self.reply("face_checking", version: 5, check: "f2", triesLeft: 3),
            Self.reply("denied", version: 6),
        ])
        let (report, result) = try await Self.talk(to: broker, as: Hesitant())
        #expect(result == .success(.asAsked))
        #expect(report.standing?.status == "denied")
        #expect(broker.requests.last?.claims["act"] == "deny")
        #expect(broker.requests.last?.claims["challenge"] == "c1")
    }

    @Test("A second scan while the person reads is shown, and they decide anew")
    func decidesAnew() async throws {
        final class Cautious: Person, Sendable {
            let asked = NIOLockedValueBox(0)
            func decide(on scanned: Scanned) -> Decision {
                let times = asked.withLockedValue { times in
                    times += 1
                    return times
                }
                return times == 1 ? .confirm(ConfirmDetails()) : .deny(.notMe)
            }
            func face(_ check: FaceCheck, previous: [FaceStep]) -> FaceStep { .leave }
        }
        let broker = CannedBroker([
            .init(body: Examples.plain),
            .init(body: ["status": "scanned", "version": 2, "warnings": ["second_scan"]]),
            Self.reply("denied", version: 3),
        ])
        let (report, result) = try await Self.talk(to: broker, as: Cautious())
        #expect(result == .success(.asAsked))
        #expect(report.warnings == ["second_scan"])
        #expect(broker.requests.map { $0.claims["act"]?.string } == ["scan", "status", "deny"])
    }

    @Test("A broker too busy for the look before the decision still gets the decision")
    func busyBeforeDecision() async throws {
        let broker = CannedBroker([
            .init(body: Examples.plain), .init(status: 429, body: ["code": "rate_limited"]),
            Self.reply("approved", version: 4),
        ])
        let (report, result) = try await Self.talk(to: broker, as: ScriptedPerson(wish: .approve))
        #expect(result == .success(.asAsked))
        #expect(report.problem == nil)
    }

    @Test("A request that came without a code is claimed by its id, and its message is reported")
    func claimsRequest() async throws {
        var scanned = try #require(Examples.plain.object)
        scanned["binding_message"] = "W4SCT"
        let broker = CannedBroker([
            .init(body: .object(scanned)), Self.reply("scanned", version: 2),
            Self.reply("approved", version: 4),
        ])
        let (report, result) = try await Self.talk(
            to: broker, as: ScriptedPerson(wish: .approve), request: "s1")
        #expect(result == .success(.asAsked))
        let scan = try #require(broker.requests.first?.claims)
        #expect(scan["act"] == "scan" && scan["request"] == "s1")
        #expect(scan["qr"] == nil && scan["user_code"] == nil)
        #expect(report.json["binding_message"] == "W4SCT")
    }

    @Test("Scanning only sends no decision")
    func scansOnly() async throws {
        let broker = CannedBroker([.init(body: Examples.scanned)])
        let (report, result) = try await Self.talk(to: broker, as: ScriptedPerson(wish: .scanOnly))
        #expect(result == .success(.asAsked))
        #expect(report.scanned?.sessionID == "s1" && broker.requests.count == 1)
    }

    @Test("A refusal is in the report, beside what was known before it")
    func refused() async throws {
        let problem: JSONValue = ["code": "wrong_number", "status": 422, "detail": "d"]
        let broker = CannedBroker([
            .init(body: Examples.scanned), Self.reply("scanned", version: 2),
            .init(status: 422, body: problem),
        ])
        let (report, result) = try await Self.talk(to: broker, as: ScriptedPerson(wish: .approve))
        #expect(throws: PhoneFailure.self) { try result.get() }
        #expect(report.problem?.code == "wrong_number" && report.problem?.act == .confirm)
        #expect(report.json["session_id"] == "s1" && report.json["status"] == "scanned")
    }

    @Test("Following goes on through empty answers and a busy broker, and gathers warnings")
    func follows() async throws {
        let again = ["Retry-After": "0"]
        let broker = CannedBroker([
            .init(body: Examples.plain),
            Self.reply("scanned", version: 2),
            Self.reply("face_checking", version: 4, check: "f1", triesLeft: 3),
            .init(status: 204, headers: again),
            .init(status: 503, body: ["code": "overloaded"], headers: again),
            .init(body: ["status": "face_checking", "version": 4, "warnings": ["second_scan"]]),
            .init(body: ["status": "expired", "hint": "expired_undecided", "version": 5]),
        ])
        var person = ScriptedPerson(wish: .approve)
        person.faceScript = try #require(.init("timeout"))
        let (report, result) = try await Self.talk(to: broker, as: person, follows: true)
        #expect(result == .success(.endedOtherwise))
        #expect(report.warnings == ["second_scan"])
        #expect(report.problem == nil)
        #expect(broker.repliesLeft == 0)
        let statuses = broker.requests.dropFirst(3)
        #expect(statuses.allSatisfy { $0.uri.hasPrefix("/v1/wallet/status?after=4&wait=") })
        #expect(statuses.allSatisfy { $0.claims["sid"] == "s1" })
        #expect(Set(statuses.map { $0.claims["jti"]?.string }).count == 4)
    }

    @Test("A refusal while following is final")
    func followRefused() async throws {
        let broker = CannedBroker([
            .init(body: Examples.plain), .init(status: 404, body: ["code": "not_found"]),
        ])
        let person = ScriptedPerson(wish: .scanOnly)
        let (report, result) = try await Self.talk(to: broker, as: person, follows: true)
        #expect(throws: PhoneFailure.self) { try result.get() }
        #expect(report.problem?.code == "not_found")
    }

    @Test("A redirect is not followed: a statement is for one audience")
    func redirect() async throws {
        let broker = CannedBroker([
            .init(status: 307, headers: ["Location": "/elsewhere"]), .init(body: Examples.plain),
        ])
        let (_, result) = try await Self.talk(to: broker, as: ScriptedPerson(wish: .scanOnly))
        #expect(result == .failure(.malformedAnswer("HTTP 307")))
        #expect(broker.requests.count == 1)
    }

    @Test("Nobody there is a network failure")
    func nobody() async throws {
        let closed = try await CannedBroker([]).serve { $0.issuer }
        let http = CautiousHTTP.makeClient()
        let client = BrokerClient(http: http, issuer: closed, language: .english)
        let failure = await #expect(throws: PhoneFailure.self) {
            _ = try await client.send(.scan, "x")
        }
        try await http.shutdown()
        #expect(failure?.exitStatus == .network)
    }
}

@Suite struct EnrolmentTests {
    private static let speaker = Speaker(wallet: "w", person: "zhang-wei", device: "phone-1")

    private static func inFolder(_ body: (DeviceKeys) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(DeviceKeys(folder: folder.path))
    }

    @Test("The wallet's key vouches for the new key, once for each broker")
    func enrols() async throws {
        try await Self.inFolder { keys in
            let kid = try keys.keyOrNewOne(of: Self.speaker).key.kid
            let broker = CannedBroker([.init(status: 201, body: ["kid": .string(kid)])])
            try await broker.serve { client in
                let enrolment = Enrolment(
                    keys: keys, client: client, speaker: Self.speaker, walletKey: .newES256())
                let first = try await enrolment.enrolledKey()
                let second = try await enrolment.enrolledKey()
                #expect(first.kid == kid && second.kid == kid)
            }
            let request = try #require(broker.requests.first)
            #expect(broker.requests.count == 1 && request.uri == "/v1/wallet/devices")
            #expect(request.claims["attests"] == ["pin", "face", "credential", "organisation"])
            let jwk = try #require(request.claims["cnf"]?["jwk"])
            #expect(try VerificationKey(jwk: jwk).thumbprint == kid && jwk["d"] == nil)
        }
    }

    @Test("Without the wallet's key nothing is made and nothing is sent")
    func needsWalletKey() async throws {
        try await Self.inFolder { keys in
            let broker = CannedBroker([])
            try await broker.serve { client in
                let enrolment = Enrolment(
                    keys: keys, client: client, speaker: Self.speaker, walletKey: nil)
                await #expect(throws: PhoneFailure.deviceNotEnrolled(issuer: client.issuer)) {
                    _ = try await enrolment.enrolledKey()
                }
            }
            #expect(broker.requests.isEmpty)
            #expect(try keys.key(of: Self.speaker) == nil)
        }
    }

    @Test("A broker that names another key has not enrolled this one")
    func anotherKey() async throws {
        try await Self.inFolder { keys in
            let broker = CannedBroker([.init(status: 201, body: ["kid": "other"])])
            try await broker.serve { client in
                let enrolment = Enrolment(
                    keys: keys, client: client, speaker: Self.speaker, walletKey: .newES256())
                await #expect(throws: PhoneFailure.malformedAnswer("kid")) {
                    _ = try await enrolment.enrolledKey()
                }
            }
            #expect(try keys.key(of: Self.speaker)?.issuers == [])
        }
    }

    @Test(
        "Revoking ends the key at the broker first, then on the device", arguments: [true, false])
    func revokes(keepsFile: Bool) async throws {
        try await Self.inFolder { keys in
            let kid = try keys.keyOrNewOne(of: Self.speaker).key.kid
            let broker = CannedBroker([
                .init(status: 503, body: ["code": "overloaded"]), .init(status: 204),
            ])
            try await broker.serve { client in
                let enrolment = Enrolment(
                    keys: keys, client: client, speaker: Self.speaker, walletKey: nil)
                await #expect(throws: PhoneFailure.self) {
                    try await enrolment.revoke(keepsFile: keepsFile)
                }
                #expect(try keys.key(of: Self.speaker)?.key.kid == kid)
                try await enrolment.revoke(keepsFile: keepsFile)
            }
            #expect(broker.requests[1].claims["kid"]?.string == kid)
            #expect((try keys.key(of: Self.speaker) != nil) == keepsFile)
        }
    }

    @Test("A key the broker does not know is deleted all the same, unless it is to be kept")
    func revokesUnknownKey() async throws {
        try await Self.inFolder { keys in
            _ = try keys.keyOrNewOne(of: Self.speaker)
            let unknown = CannedBroker.Reply(status: 404, body: ["code": "not_found"])
            try await CannedBroker([unknown, unknown]).serve { client in
                let enrolment = Enrolment(
                    keys: keys, client: client, speaker: Self.speaker, walletKey: nil)
                await #expect(throws: PhoneFailure.self) {
                    try await enrolment.revoke(keepsFile: true)
                }
                try await enrolment.revoke(keepsFile: false)
            }
            #expect(try keys.key(of: Self.speaker) == nil)
        }
    }
}
