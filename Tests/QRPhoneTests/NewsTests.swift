import StrictJSON
import Terminal
import Testing

@testable import qrphone

@Suite struct NewsTests {
    private static func standing(_ members: JSONObject) throws -> Standing {
        var answer: JSONObject = ["status": "face_checking", "version": 4]
        for member in members.members { answer[member.key] = member.value }
        return try Standing(.object(answer))
    }

    private static func news(
        _ standing: Standing, after previous: Standing? = nil, _ language: Language = .english
    ) -> News {
        News(previous: previous, standing: standing, purpose: "login", language: language)
    }

    @Test("The same version again is no news")
    func nothing() throws {
        let standing = try Self.standing(["reason": "blurred"])
        #expect(Self.news(standing, after: standing).lines.isEmpty)
    }

    @Test(
        "Every reason of a failed face is explained in both languages",
        arguments: [
            "no_face", "many_faces", "too_dark", "blurred", "occluded", "mismatch", "not_live",
            "timeout", "provider_error",
        ])
    func reasons(_ reason: String) throws {
        let advice = try #require(FaceAdvice(rawValue: reason))
        for language in Language.allCases {
            let news = Self.news(try Self.standing(["reason": .string(reason)]), language)
            #expect(news.lines.last == advice.text(in: language))
        }
    }

    @Test("A reason without words is shown as it is, but harmless")
    func strangeReason() throws {
        let news = Self.news(try Self.standing(["reason": "odd\u{1B}"]))
        #expect(news.lines.last == "odd\u{FFFD}")
    }

    @Test("Movements are named in their order, for each check once")
    func movements() throws {
        var check = try #require(Examples.check.object)
        check["actions"] = ["turn_left", "blink", "dance"]
        check["portrait"] = true
        let first = try Self.standing(["face": .object(check)])
        let lines = Self.news(first).lines
        #expect(lines[1] == "Tries left: 3")
        #expect(lines[2].hasSuffix("turn your head to your left, blink, dance"))
        #expect(lines[3] == NewsPhrase.portraitWanted.text(in: .english))
        #expect(Self.news(first, .chinese).lines[2].hasSuffix("向左转头，眨眼，dance"))
        var later = first
        later.version = 5
        #expect(Self.news(later, after: first).lines.count == 1)
    }

    @Test("An address to open is told once, whole, and also when the version stays")
    func addresses() throws {
        let long = "https://face.example/" + String(repeating: "a", count: 300)
        var check = try #require(Examples.check.object)
        let before = try Self.standing(["face": .object(check)])
        check["url"] = .string(long + "\u{1B}")
        let begun = try Self.standing(["face": .object(check)])
        let addresses = Self.news(begun, after: before).addresses
        #expect(addresses.count == 1 && addresses[0].contains(long))
        #expect(!addresses[0].unicodeScalars.contains("\u{1B}"))
        #expect(Self.news(begun, after: begun).addresses.isEmpty)
        let back = try Self.standing(["return_to": "https://l.example/return/s#t"])
        #expect(Self.news(back).addresses.first?.hasSuffix("https://l.example/return/s#t") == true)
    }

    @Test("The receipt names terms, versions and the time")
    func receipt() throws {
        let standing = try Self.standing([
            "receipt": [
                "terms": [["id": "t", "version": "2", "title": "须知", "url": "https://t.example"]],
                "accepted_at": "2026-01-02T03:04:05Z",
            ]
        ])
        #expect(
            Self.news(standing).lines.suffix(3) == [
                "You accepted:", "  须知 (version 2) https://t.example",
                "  Accepted at 2026-01-02T03:04:05Z",
            ])
    }
}
