import NIOConcurrencyHelpers
import StrictJSON
import Terminal
import Testing

@testable import qrphone

@Suite struct ConversationFaceTests {
    private static func reply(
        _ status: String, version: Int64, face: JSONObject? = nil, _ more: JSONObject = [:]
    ) -> CannedBroker.Reply {
        var members: JSONObject = [
            "status": .string(status), "hint": "h", "version": .integer(version),
        ]
        if let face {
            var check: JSONObject = [
                "check_id": "f1", "challenge": "c2", "tries_left": 3, "methods": ["visit"],
            ]
            for member in face.members { check[member.key] = member.value }
            members["face"] = .object(check)
        }
        for member in more.members { members[member.key] = member.value }
        return CannedBroker.Reply(body: .object(members))
    }

    private static let start: [CannedBroker.Reply] = [
        .init(body: Examples.plain), reply("scanned", version: 2),
    ]

    @Test("Pictures are sent with their digests, the portrait with the one that was confirmed")
    func capture() async throws {
        let broker = CannedBroker(
            Self.start + [
                Self.reply(
                    "face_checking", version: 4, face: ["methods": ["capture"], "portrait": true]),
                Self.reply("approved", version: 5),
            ])
        var person = ScriptedPerson(wish: .approve)
        person.confirmation.portrait = Examples.png
        person.faceScript.photos = [Examples.jpeg, Examples.png]
        let (report, result) = try await ConversationTests.talk(to: broker, as: person)
        #expect(result == .success(.asAsked) && report.standing?.status == "approved")
        let (confirm, face) = (broker.requests[2], broker.requests[3])
        #expect(confirm.claims["portrait"]?.string == Examples.png.digest)
        #expect(
            face.claims["capture"]
                == [.string(Examples.jpeg.digest), .string(Examples.png.digest)])
        #expect(face.claims["result"] == nil && face.claims["check_id"] == "f1")
        #expect(face.pictures.map(\.name) == ["portrait", "picture", "picture"])
        #expect(face.pictures.map(\.content).first == Examples.png.bytes)
    }

    @Test("A portrait that the check does not want stays on the phone")
    func noPortrait() async throws {
        let broker = CannedBroker(
            Self.start + [
                Self.reply("face_checking", version: 4, face: ["methods": ["capture"]]),
                Self.reply("approved", version: 5),
            ])
        var person = ScriptedPerson(wish: .approve)
        person.confirmation.portrait = Examples.png
        person.faceScript.photos = [Examples.jpeg]
        _ = try await ConversationTests.talk(to: broker, as: person)
        #expect(broker.requests[3].pictures.map(\.name) == ["picture"])
    }

    @Test("A visit is begun once; following waits for what comes of it")
    func visit() async throws {
        let url: JSONValue = "https://face.example/certify/1"
        let broker = CannedBroker(
            Self.start + [
                Self.reply("face_checking", version: 4, face: [:]),
                Self.reply("face_checking", version: 4, face: ["url": url]),
                .init(status: 204, headers: ["Retry-After": "0"]),
                Self.reply("approved", version: 5),
            ])
        let (report, result) = try await ConversationTests.talk(
            to: broker, as: ScriptedPerson(wish: .approve), follows: true)
        #expect(result == .success(.asAsked))
        #expect(report.json["face"]?["url"] == url && report.json["status"] == "approved")
        let acts = broker.requests.map { $0.claims["act"]?.string }
        #expect(acts == ["scan", "status", "confirm", "face", "status", "status"])
        #expect(broker.requests[3].claims["begin"] == true)
        #expect(broker.requests[3].claims["result"] == nil)
    }

    @Test("A new check after a failed visit is the person's business again, while following")
    func visitsAgain() async throws {
        let second: JSONObject = ["check_id": "f2", "tries_left": 2]
        let broker = CannedBroker(
            Self.start + [
                Self.reply("face_checking", version: 4, face: [:]),
                Self.reply("face_checking", version: 4, face: ["url": "https://f.example/1"]),
                Self.reply("face_checking", version: 5),
                Self.reply("face_checking", version: 5, face: second, ["reason": "not_live"]),
                Self.reply(
                    "face_checking", version: 5,
                    face: ["check_id": "f2", "url": "https://f.example/2"]),
                Self.reply("approved", version: 6),
            ])
        var person = ScriptedPerson(wish: .approve)
        person.faceScript.times = 2
        let (report, result) = try await ConversationTests.talk(
            to: broker, as: person, follows: true)
        #expect(result == .success(.asAsked))
        #expect(report.json["face"]?["url"] == "https://f.example/2")
        let begun = broker.requests.filter { $0.claims["begin"] == true }
        #expect(begun.map { $0.claims["check_id"]?.string } == ["f1", "f1", "f2"])
    }

    @Test("A login that goes on while the phone asks how the visit went is followed to its end")
    func overtaken() async throws {
        let broker = CannedBroker(
            Self.start + [
                Self.reply("face_checking", version: 4, face: [:]),
                Self.reply("face_checking", version: 4, face: ["url": "https://f.example/1"]),
                Self.reply("face_checking", version: 5),
                .init(status: 409, body: ["code": "not_now"]), Self.reply("approved", version: 6),
            ])
        let (report, result) = try await ConversationTests.talk(
            to: broker, as: ScriptedPerson(wish: .approve), follows: true)
        #expect(result == .success(.asAsked) && report.problem == nil)
    }

    @Test("Without following, a begun visit is left to itself and that is as asked")
    func leavesVisit() async throws {
        let broker = CannedBroker(
            Self.start + [
                Self.reply("face_checking", version: 4, face: [:]),
                Self.reply("face_checking", version: 4, face: ["url": "https://f.example/1"]),
            ])
        let (report, result) = try await ConversationTests.talk(
            to: broker, as: ScriptedPerson(wish: .approve))
        #expect(result == .success(.asAsked) && broker.repliesLeft == 0)
        #expect(report.json["face"]?["url"] == "https://f.example/1")
    }
}

@Suite struct ConversationDecisionTests {
    private static let unusable = CannedBroker.Reply(
        status: 422, body: ["code": "credential_unusable", "reason": "revoked"])
    private static let scanned = CannedBroker.Reply(body: ["status": "scanned", "version": 2])
    private static let approved = CannedBroker.Reply(body: ["status": "approved", "version": 4])

    private struct Patient: Person {
        func decide(on scanned: Scanned) -> Decision {
            .confirm(ConfirmDetails(credential: Credential(id: "old")))
        }
        func decideAgain(insteadOf details: ConfirmDetails, on scanned: Scanned) -> Decision? {
            .confirm(ConfirmDetails(credential: Credential(id: "new")))
        }
        func face(_ check: FaceCheck, previous: [FaceStep]) -> FaceStep { .leave }
    }

    @Test("An unusable credential decides nothing: another one may be chosen")
    func another() async throws {
        let broker = CannedBroker([
            .init(body: Examples.plain), Self.scanned, Self.unusable, Self.approved,
        ])
        let (report, result) = try await ConversationTests.talk(to: broker, as: Patient())
        #expect(result == .success(.asAsked) && report.problem == nil)
        let credentials = broker.requests.suffix(2).map { $0.claims["credential"]?.string }
        #expect(credentials == ["old", "new"])
    }

    @Test("Somebody who decided beforehand is told why, and that is the end")
    func final() async throws {
        let broker = CannedBroker([.init(body: Examples.plain), Self.scanned, Self.unusable])
        let (report, result) = try await ConversationTests.talk(
            to: broker, as: ScriptedPerson(wish: .approve))
        #expect(throws: PhoneFailure.self) { try result.get() }
        #expect(report.problem?.code == "credential_unusable" && broker.repliesLeft == 0)
    }

    @Test("Who does not verify says no, and nothing else is sent")
    func noVerification() async throws {
        var scanned = try #require(Examples.plain.object)
        scanned["verification"] = ["level": 3, "held": 1]
        let broker = CannedBroker([
            .init(body: .object(scanned)), .init(body: ["status": "denied", "version": 3]),
        ])
        var person = ScriptedPerson(wish: .approve)
        person.verifies = false
        let (report, result) = try await ConversationTests.talk(to: broker, as: person)
        #expect(result == .success(.asAsked))
        #expect(broker.requests.map { $0.claims["act"]?.string } == ["scan", "deny"])
        #expect(broker.requests[1].claims["reason"] == "level_declined")
        #expect(report.json["verification"] == ["level": 3, "held": 1])
    }

    @Test("How the code came is said only when it is known", arguments: [nil, Via.link])
    func via(_ via: Via?) async throws {
        let broker = CannedBroker([.init(body: Examples.plain)])
        _ = try await ConversationTests.talk(
            to: broker, as: ScriptedPerson(wish: .scanOnly), via: via)
        #expect(broker.requests[0].claims["via"]?.string == via?.rawValue)
    }

    @Test("The way back to the page is in the report, and waiting for it is as asked")
    func returns() async throws {
        let address: JSONValue = "http://127.0.0.1:8080/return/s1#t"
        let broker = CannedBroker([
            .init(body: Examples.plain), Self.scanned,
            .init(body: [
                "status": "confirmed", "hint": "return_to_page", "version": 3,
                "return_to": address,
            ]),
        ])
        let (report, result) = try await ConversationTests.talk(
            to: broker, as: ScriptedPerson(wish: .approve))
        #expect(result == .success(.asAsked) && report.json["return_to"] == address)
    }
}
