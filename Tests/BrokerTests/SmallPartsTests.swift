import Addresses
import LoginFlow
import Places
import Testing

@testable import Broker

@Suite("What the phone is told of the browser") struct RequesterPartsTests {
    @Test(arguments: [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                + "Chrome/131.0.0.0 Safari/537.36", "Chrome 131", "Windows"
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
                + "Gecko) Version/18.1 Safari/605.1.15", "Safari 18", "macOS"
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
            "Firefox 133", "Linux"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0.0.0 Safari/537.36 Edg/131.0", "Edge 131",
            "Windows"
        ),
        ("<b>\u{202E}Chrome/<script>", "Chrome", "unknown"),
        ("Chrome/١٢٣", "Chrome", "unknown"),
        ("", "unknown", "unknown"),
    ])
    func onlyKnownWordsComeOut(header: String, browser: String, system: String) {
        let agent = UserAgent(header)
        #expect(agent.browser == browser)
        #expect(agent.system == system)
    }

    /// Cut by bytes, in the middle of a character too.
    @Test func onlyTheFirstKilobyteIsLookedAt() {
        let filling = String(repeating: "a", count: 1_011)
        #expect(UserAgent(filling + "Firefox/133").browser == "Firefox 133")
        #expect(UserAgent(filling + "+++Firefox/133").browser == "Firefox 13")
        #expect(UserAgent(filling + "++++++Firefox/133").browser == "unknown")
        let tears = String(repeating: "长", count: 400)
        #expect(UserAgent("Firefox/133 " + tears + "Windows") == UserAgent("Firefox/133"))
        #expect(UserAgent("iPhone Mobile " + tears + "iPad").isPhone)
    }

    @Test(arguments: [
        ("203.0.113.7", "203.0.113.99", true), ("203.0.113.7", "203.0.114.7", false),
        ("2001:db8:1:2::3", "2001:db8:1:9::9", true), ("2001:db8:1::3", "2001:db8:2::3", false),
        ("::1", "::1", true), ("::ffff:203.0.113.7", "203.0.113.8", true),
        ("unknown", "unknown", false), ("203.0.113", "203.0.113", false),
        ("2001:db8::1", "2001:db8:0:0:1::", true), ("::1:2:3:4:5:6", "0:0:1:9::", true),
        ("2001:db8::1%1", "2001:db8::1%1", false), ("203.0.113.+7", "203.0.113.+7", false),
    ])
    func neighbourhoods(one: String, other: String, areSame: Bool) {
        let first = IPNetwork(neighboursOf: one)
        #expect((first != nil && first == IPNetwork(neighboursOf: other)) == areSame)
    }
}

@Suite("By what limits count an address") struct LimitKeyTests {
    @Test(arguments: [
        ("203.0.113.7", "203.0.113.8", false), ("203.0.113.7", "203.0.113.7", true),
        ("2001:db8:1:2::3", "2001:db8:1:2:9:9:9:9", true),
        ("2001:db8:1:2::3", "2001:db8:1:3::3", false),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", false), ("unknown", "unknown", true),
        // Where zeros are left out depends on what follows.
        ("2001:db8::1", "2001:db8:0:0:1::", true), ("2001:db8::1:2:3:4", "2001:db8::", true),
        ("2001::5:1:2:3:4", "2001::", false), ("2001:DB8:0001::1", "2001:db8:1::2", true),
    ])
    func oneHouseholdIsOneKey(one: String, other: String, areOne: Bool) {
        #expect((IPNetwork.limitKey(one) == IPNetwork.limitKey(other)) == areOne)
    }
}

@Suite("Levels of assurance") struct AssuranceLevelTests {
    @Test(arguments: [([], 1), (["swk"], 2), (["pin"], 2), (["swk", "face", "mfa"], 3)])
    func methodsMakeTheLevel(methods: [String], level: Int) {
        let evidence = Evidence.of(methods: methods, hasCredential: false)
        #expect(AssuranceRules.standard.level(of: evidence) == level)
        #expect(AssuranceLevel.name(level) == "urn:qrbroker:acr:\(level)")
    }
}

@Suite("Texts in several languages") struct LocalizedTextTests {
    @Test(arguments: [
        (["zh-CN"], "名"), (["zh-TW"], "名"), (["en-GB", "zh"], "name"), (["fr"], "name"),
        (["fr", "ZH-cn"], "名"), ([], "name"),
    ])
    func theFirstFitIsTaken(locales: [String], text: String) throws {
        let name = try #require(
            LocalizedText([(tag: "zh-CN", text: "名"), (tag: "en", text: "name")]))
        #expect(name.text(for: locales) == text)
    }

    @Test func oneTextIsForEverybody() {
        #expect(LocalizedText("x").text(for: ["zh"]) == "x")
        #expect(LocalizedText([]) == nil)
    }
}

@Suite("PKCE") struct PKCETests {
    /// RFC 7636 appendix B.
    private let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    @Test func theExampleOfTheStandardFits() {
        #expect(PKCE.fits(verifier: verifier, challenge: challenge))
        #expect(!PKCE.fits(verifier: String(verifier.dropLast()) + "x", challenge: challenge))
        #expect(!PKCE.fits(verifier: nil, challenge: challenge))
        #expect(!PKCE.fits(verifier: challenge, challenge: challenge))
    }

    @Test func aVerifierNobodyAskedForDoesNotFit() {
        #expect(PKCE.fits(verifier: nil, challenge: nil))
        #expect(!PKCE.fits(verifier: verifier, challenge: nil))
    }

    @Test(arguments: [(42, false), (43, true), (128, true), (129, false)])
    func verifiersHaveALength(count: Int, isGood: Bool) {
        #expect(PKCE.isText(String(repeating: "a", count: count)) == isGood)
    }
}

@Suite("Names of places") struct PlaceNameTests {
    private func name(_ names: [String: [String]]) -> (english: String, chinese: String) {
        let name = Place(names: names, country: "CN", point: nil).name
        return (name.text(for: ["en"]), name.text(for: ["zh-CN"]))
    }

    @Test func areSaidInTheOrderOfTheLanguage() {
        let said = name(["en": ["China", "Qinghai", "Xining"], "zh-CN": ["中国", "青海省", "西宁"]])
        #expect(said == ("Xining, Qinghai, China", "中国 青海省 西宁"))
    }

    @Test func nameATownThatIsAProvinceOnce() {
        let said = name(["en": ["China", "Beijing", "Beijing"], "zh-CN": ["中国", "北京市", "北京"]])
        #expect(said == ("Beijing, China", "中国 北京市"))
    }

    @Test func keepATownThatGaveItsRegionTheName() {
        let said = name([
            "en": ["Russia", "Moscow Oblast", "Moscow"], "zh-CN": ["中国", "吉林省", "吉林"],
        ])
        #expect(said == ("Moscow, Moscow Oblast, Russia", "中国 吉林省 吉林"))
    }

    @Test func areTheCountrysLettersWhereNothingIsKnown() {
        #expect(name(["en": []]) == ("CN", "CN"))
        #expect(name([:]) == ("CN", "CN"))
    }
}
