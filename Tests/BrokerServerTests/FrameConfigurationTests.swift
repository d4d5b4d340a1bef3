import Broker
import BrokerServer
import LoginFlow
import Testing

@Suite("Configuration of who may frame the login page") struct FrameConfigurationTests {
    private func file(_ origins: [String]) -> ConfigurationFile {
        let list = origins.map { "\"\($0)\"" }.joined(separator: ", ")
        return ConfigurationFile(party: "frame_ancestors: [\(list)]")
    }

    @Test func nobodyMayUnlessItIsSaid() throws {
        let configuration = try ConfigurationFile().load()
        #expect(configuration.broker.relyingParties["portal"]?.frameAncestors == [])
    }

    @Test func theyAreTakenUpAsTheyStand() throws {
        let origins = ["https://portal.login.example", "https://login.example:8443"]
        let configuration = try file(origins).load()
        #expect(configuration.broker.relyingParties["portal"]?.frameAncestors == origins)
        #expect(configuration.warnings.isEmpty)
    }

    @Test(arguments: [
        "https://portal.example", "https://portal.example:8443", "http://127.0.0.1:8081",
        "http://localhost", "https://10.0.0.5:444", "https://xn--fiq228c.example",
    ])
    func anExactOriginIsGood(origin: String) { #expect(file([origin]).issues == []) }

    /// Whatever else a policy could read, nothing of it gets into one.
    @Test(arguments: [
        "*", "'self'", "'none'", "https:", "https://", "https://*", "https://*.example",
        "*.portal.example", "portal.example", "https://portal.example/", "https://portal.example/a",
        "https://portal.example?a", "https://portal.example#a", "https://Portal.example",
        "HTTPS://portal.example", "https://portal.example:443", "http://127.0.0.1:80",
        "https://portal.example:0", "https://portal.example:65536", "https://portal.example:",
        "https://portal.example:08443", "http://portal.example", "http://10.0.0.5",
        "https://a@portal.example", "https://portal.example; script-src *",
        "https://portal.example;script-src", "https://portal.example,https://evil.example",
        "https://portal.example, https://evil.example",
        "https://portal.example https://evil.example",
        "https://portal.example\\nhttps://evil.example", "https://[::1]:8443", "http://[::1]",
        "https://b\u{fc}ro.example", "data:", "app://portal", "null", "",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(file([text]).issues == ["relying_parties.portal.frame_ancestors"])
        #expect(
            file(["https://login.example", text]).issues
                == ["relying_parties.portal.frame_ancestors"])
    }

    @Test(arguments: [(8, true), (9, false)])
    func thereIsAnEndToThem(count: Int, isGood: Bool) {
        let issues = file((0..<count).map { "https://p\($0).login.example" }).issues
        #expect(issues == (isGood ? [] : ["relying_parties.portal.frame_ancestors"]))
    }

    @Test(arguments: [(267, true), (268, false)])
    func noneIsLongerThanANameCanBe(bytes: Int, isGood: Bool) {
        let rest = "https://.login.example:65535".utf8.count
        let name = String(repeating: "a", count: bytes - rest)
        let issues = file(["https://\(name).login.example:65535"]).issues
        #expect(issues == (isGood ? [] : ["relying_parties.portal.frame_ancestors"]))
    }

    /// The issuer is `https://login.example`.
    @Test(arguments: [
        ("https://login.example", false), ("https://portal.login.example:444", false),
        ("https://portal.example", true), ("https://example", true), ("http://localhost", true),
        ("https://login.example.cn", true),
    ])
    func whatIsCertainlyOfAnotherSiteIsWarnedOf(origin: String, isForeign: Bool) throws {
        let warnings = try file([origin]).load().warnings.map(\.path)
        #expect(warnings == (isForeign ? ["relying_parties.portal.frame_ancestors"] : []))
    }

    /// A site is a scheme, too; a port makes no other one.
    @Test(arguments: [
        ("https://localhost", "http://localhost:8081", true),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8081", false),
        ("http://127.0.0.1:8080", "http://localhost:8081", true),
    ])
    func theSchemeBelongsToTheSite(issuer: String, origin: String, isForeign: Bool) throws {
        let text = file([origin]).text.replacing("https://login.example", with: issuer)
        let warnings = try ConfigurationFile.load(text).warnings.map(\.path)
        #expect(warnings == (isForeign ? ["relying_parties.portal.frame_ancestors"] : []))
    }
}
