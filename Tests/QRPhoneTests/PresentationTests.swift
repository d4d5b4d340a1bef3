import Foundation
import StrictJSON
import Terminal
import Testing

@testable import qrphone

@Suite struct PresentationTests {
    /// 40 seconds after the page of the example was opened.
    private static let now = Date(timeIntervalSince1970: 1_767_323_085)

    private static func lines(
        _ answer: JSONValue, _ language: Language = .english
    ) throws -> [String] {
        Presentation(scanned: try Scanned(answer), language: language, now: now).lines
    }

    @Test("Who asks, from where, what for, what is odd: all of it")
    func english() throws {
        #expect(
            try Self.lines(Examples.scanned) == [
                "青海省考生公共服务系统 wants you to log in",
                "  Website        exam.example",
                "  Address        203.0.113.7",
                "  Place          Xining",
                "  Browser        Chrome 156 (never used by you before)",
                "  System         Windows",
                "  Started        2026-01-02T03:04:05Z (40 s ago)",
                "  Network        not the one of this phone",
                "  Wants to know  Your name (required), Your address",
                "  Terms          Terms https://exam.example/t",
                "WARNING: the browser is somewhere else than this phone",
                "If you did not open this page yourself, say no.",
            ])
    }

    @Test("The same in Chinese, in even columns")
    func chinese() throws {
        let lines = try Self.lines(Examples.scanned, .chinese)
        #expect(lines[0] == "青海省考生公共服务系统 请求登录")
        #expect(lines[1] == "  网站           exam.example")
        #expect(lines[4] == "  浏览器         Chrome 156 (您从未使用过)")
        #expect(lines.count == 12)
    }

    @Test("A message to compare stands right below who asks, and is harmless too")
    func bindingMessage() throws {
        var answer = try #require(Examples.scanned.object)
        answer["binding_message"] = "W4SCT\u{1B}[2J"
        for (language, row) in [
            (Language.english, "  Message        W4SCT\u{FFFD}[2J"),
            (.chinese, "  核对信息       W4SCT\u{FFFD}[2J"),
        ] {
            let lines = try Self.lines(.object(answer), language)
            #expect(lines[2] == row)
            #expect(lines.suffix(2).first == Phrase.compareMessage.text(in: language))
            #expect(lines.last == Phrase.notYours.text(in: language))
        }
    }

    @Test("What the broker does not know is called unknown, not left out")
    func unknown() throws {
        let lines = try Self.lines(Examples.plain)
        #expect(lines.filter { $0.hasSuffix("unknown") }.count == 7)
        #expect(lines[0] == "unknown wants you to log in")
    }

    @Test("Names from strangers cannot move the cursor or turn the text")
    func neutralised() throws {
        var answer = try #require(Examples.scanned.object)
        let evil: JSONValue = "bank\u{202E}moc.\u{1B}[1A\u{1B}[2K\n\u{9B}2J"
        answer["relying_party"] = ["id": "x", "name": evil, "domain": evil]
        answer["context"] = [
            "ip": evil, "location": evil, "browser": evil, "os": evil, "started_at": evil,
            "warnings": [evil],
        ]
        answer["scopes"] = [["name": evil, "title": evil, "required": true]]
        answer["asks"] = [
            "terms": [["id": evil, "version": evil, "title": evil, "url": evil]]
        ]
        let shown = try Self.lines(.object(answer))
        #expect(shown.count == 12)
        for scalar in shown.joined().unicodeScalars {
            #expect(scalar.properties.generalCategory != .control)
            #expect(scalar.properties.generalCategory != .format)
        }
    }

    @Test(
        "Each purpose is named",
        arguments: [("login", "log in"), ("register", "register"), ("face_check", "face check")])
    func purposes(purpose: String, word: String) throws {
        var answer = try #require(Examples.scanned.object)
        answer["purpose"] = .string(purpose)
        #expect(try Self.lines(.object(answer))[0].hasSuffix(word))
    }

    @Test("A level that is needed is explained, and so is a page on this device")
    func gateAndDevice() throws {
        var answer = try #require(Examples.scanned.object)
        answer["verification"] = ["level": 3, "held": 1]
        answer["same_device"] = true
        let lines = try Self.lines(.object(answer))
        #expect(
            lines.contains(
                "  Level          this service needs level 3, yours is 1; a verification follows"))
        #expect(lines.suffix(2).first == Phrase.onThisDevice.text(in: .english))
        let chinese = try Self.lines(.object(answer), .chinese)
        #expect(chinese.contains("  实名等级       该服务需要 3 级，您当前为 1 级，需先完成认证"))
    }

    @Test("Each failure has its exit status, and a message without control characters")
    func failures() throws {
        let problem = try #require(Problem(body: ["code": "x\u{1B}"], status: 409, act: .scan))
        let failures: [(PhoneFailure, Int32)] = [
            (.usage("u"), 2), (.file("f\u{1B}", reason: "r"), 2),
            (.deviceNotEnrolled(issuer: "i\u{1B}"), 2), (.noCodeInPicture, 3),
            (.notALoginCode("n\u{1B}"), 3), (.severalLoginCodes(2), 3),
            (.foreignIssuer("i\u{1B}"), 3), (.noPhotos, 2), (.unknownCredential("c\u{1B}"), 2),
            (.refused(problem), 4), (.inputEnded, 5),
            (.network("n\u{1B}"), 6), (.malformedAnswer("m\u{1B}"), 6),
        ]
        for (failure, status) in failures {
            #expect(failure.exitStatus.rawValue == status)
            for language in Language.allCases {
                let message = failure.message(in: language)
                #expect(!message.isEmpty && !message.unicodeScalars.contains("\u{1B}"))
            }
        }
    }
}
