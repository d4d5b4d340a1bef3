import Base64URL
import StrictJSON
import Testing
import Tokens

@testable import BrokerAttack

@Suite struct AttackToolsTests {
    @Test(arguments: [
        "", "login.example", "ftp://login.example", "http://", "https://user@login.example",
        "https://login.example?x=1", "https://login.example/#x",
    ])
    func whatIsNoDeploymentIsNotAttacked(_ text: String) {
        #expect(AttackTarget(text) == nil)
    }

    @Test func aDeploymentMayStandUnderAPath() throws {
        let target = try #require(AttackTarget("https://login.example/broker/"))
        #expect(target.base == "/broker" && target.port == 443 && target.isTLS)
        #expect(target.authority == "login.example" && !target.isLoopback)
        let near = try #require(AttackTarget("http://127.0.0.1:8080"))
        #expect(near.authority == "127.0.0.1:8080" && near.isLoopback && near.base.isEmpty)
    }

    @Test(arguments: [Sources.Kind.loopback, .forwarded])
    func noTwoAttackersShareAnAddress(_ kind: Sources.Kind) {
        let sources = Sources(kind: kind, run: 249)
        let addresses = (1_000..<45_000).map { number -> String in
            sources[number].address ?? sources[number].forwarded ?? ""
        }
        #expect(Set(addresses).count == addresses.count)
        for address in addresses {
            let parts = address.split(separator: ".").compactMap { UInt8($0) }
            #expect(parts.count == 4 && (1...250).contains(parts[3]))
        }
    }

    @Test func bitsThatLeanAreSeen() {
        var generator = SystemRandomNumberGenerator()
        let fair = (0..<400).map { _ in
            Base64URL.encode((0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
        #expect(PredictCodes.worstDeviation(fair) < 6)
        let counted = (0..<400).map { number in
            Base64URL.encode([UInt8](repeating: 0, count: 15) + [UInt8(number % 256)])
        }
        #expect(PredictCodes.worstDeviation(counted) >= 19)
        #expect(PredictCodes.worstDeviation(fair + ["not base64url!"]) == .infinity)
    }

    @Test func aFlippedBitIsOneBitOfThatPart() throws {
        let statement = try CompactJWS.signed(
            ["iss": "w"], type: "qrlogin+jwt", by: .newES256())
        let before = statement.split(separator: ".").map { Base64URL.decode($0) ?? [] }
        for part in 0..<3 {
            let altered = Forgery.flipped(statement, part: part, byte: 400, bit: 13)
            let after = altered.split(separator: ".").map { Base64URL.decode($0) ?? [] }
            for other in 0..<3 where other != part { #expect(after[other] == before[other]) }
            let changed = zip(before[part], after[part]).map { ($0 ^ $1).nonzeroBitCount }
            #expect(changed.reduce(0, +) == 1)
        }
    }

    @Test func bytesAreReadAsAnAnswerOnlyWhenTheyAreOne() {
        func answer(_ text: String, isComplete: Bool = false) -> WebAnswer? {
            RawAnswerCollector.answer(in: Array(text.utf8), isComplete: isComplete)
        }
        let head = "HTTP/1.1 400 Bad Request\r\nContent-Length: 4\r\n\r\n"
        #expect(answer(head + "body")?.status == 400)
        #expect(answer(head + "body")?.text == "body")
        #expect(answer(head + "bo") == nil)
        #expect(answer(head + "bo", isComplete: true)?.status == 400)
        #expect(answer("HTTP/1.1 400 Bad") == nil)
        #expect(answer("SSH-2.0-x\r\n\r\n", isComplete: true) == nil)
    }

    @Test func everyVariantOfARedirectURIIsAnother() {
        for uri in ["https://portal.example/callback", "http://127.0.0.1:8081/callback"] {
            let variants = RedirectVariants.variants(of: uri)
            #expect(!variants.contains(uri))
            #expect(Set(variants).count == variants.count)
        }
    }
}
