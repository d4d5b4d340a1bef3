import Broker
import BrokerServer
import LoginFlow
import Testing

@Suite("Configuration") struct ConfigurationTests {
    private func text(_ more: String = "", policy: String = "asks: [consent]") -> String {
        ConfigurationFile(policy: policy, more: more).text
    }

    private func load(
        _ text: String, flags: [String: String] = [:], environment: [String: String] = [:]
    ) throws -> ServerConfiguration {
        try ConfigurationFile.load(text, flags: flags, environment: environment)
    }

    private func issues(_ text: String, flags: [String: String] = [:]) -> [String] {
        ConfigurationFile.issues { try load(text, flags: flags) }
    }

    @Test func smallestOneLoads() throws {
        let configuration = try load(text())
        #expect(configuration.listen == ListenAddress("127.0.0.1:8080"))
        #expect(configuration.shutdownGrace == 20)
    }

    @Test func everyUnknownKeyIsNamed() {
        #expect(issues(text("colour: red")) == ["colour"])
        #expect(issues(text("log: { levle: info }")) == ["log.levle"])
        #expect(issues(text(), flags: ["lisen": "x"]) == ["lisen"])
    }

    /// The file as a whole has a name, too.
    @Test func whatIsNoMappingIsNamed() {
        #expect(issues("portal.example") == ["file"] + issues(""))
        #expect(issues(text("log: info")) == ["log"])
        #expect(issues(text("\"\": 1")) == ["\"\""])
        #expect(issues(text("log: { \"\": 1 }")) == ["log.\"\""])
    }

    @Test func flagsWinOverEnvironmentWhichWinsOverFile() throws {
        let file = text("shutdown_grace: 5")
        #expect(try load(file).shutdownGrace == 5)
        let environment = ["QRBROKER_SHUTDOWN_GRACE": "6", "HOME": "/"]
        #expect(try load(file, environment: environment).shutdownGrace == 6)
        let flags = ["shutdown_grace": "7"]
        #expect(try load(file, flags: flags, environment: environment).shutdownGrace == 7)
    }

    @Test(arguments: [("0", false), ("1", true), ("300", true), ("301", false), ("x", false)])
    func gracePeriodHasBounds(value: String, isGood: Bool) {
        #expect(issues(text("shutdown_grace: \(value)")).isEmpty == isGood)
    }

    @Test func askThatNoWalletCanAnswerIsRefused() {
        #expect(!issues(text(policy: "asks: [pin]")).isEmpty)
        #expect(!issues(text(policy: "asks: [face]")).isEmpty)
        #expect(!issues(text(policy: "asks: [face], face: { provider: local }")).isEmpty)
        #expect(!issues(text(policy: "asks: [organisation]")).isEmpty)
        #expect(issues(text(policy: "asks: [credential]")).isEmpty, "told, and raises nobody")
        var able = ConfigurationFile(policy: "asks: [organisation, pin]")
        able.wallet = "attests: [organisation, pin, credential, face]"
        #expect(able.issues == [])
        able.wallet = "attests: [organization, pin]"
        #expect(able.issues.contains("wallets.wallet.attests"))
    }

    /// The local model compares with a portrait, which somebody must vouch for.
    @Test func aLocalFaceNeedsAWalletThatVouchesForPortraits() {
        var file = ConfigurationFile(policy: "asks: [face], face: { provider: local }")
        file.more = "face: { local: { command: [judge] } }"
        #expect(!file.issues.isEmpty)
        file.wallet = "attests: [face]"
        #expect(file.issues == [])
    }

    @Test(arguments: [
        ("https://login.example", true), ("https://login.example:8443/base", true),
        ("http://[::1]:8080", true), ("https://Login.example", false),
        ("https://login.example:443", false), ("https://login.example/", false),
        ("ftp://login.example", false), ("https://login.example?x=1", false),
    ])
    func issuersAreWrittenAsBrowsersWriteThem(issuer: String, isGood: Bool) {
        let file = text().replacing("https://login.example", with: issuer)
        #expect(issues(file).isEmpty == isGood)
    }

    @Test func walletsThatCanEachDoHalfCannotFinish() {
        let file = text(policy: "asks: [pin, face]").replacing(
            "wallets: [{ id: wallet, jwks_file: keys.json }]",
            with: """
                wallets:
                  - { id: one, jwks_file: keys.json, attests: [pin] }
                  - { id: two, jwks_file: keys.json, attests: [face] }
                """)
        #expect(!issues(file).isEmpty)
        #expect(issues(file.replacing("[pin] }", with: "[pin, face] }")).isEmpty)
    }

    @Test func wordsForOnAndOffMeanTheSame() throws {
        for word in ["off", "\"off\"", "false"] {
            let loaded = try load(text(policy: "asks: [], user_code: \(word)"))
            let party = try #require(loaded.broker.relyingParties["portal"])
            #expect(party.policies[.login]?.fallback.userCode == false)
        }
    }

    @Test func referenceNamesEverySetting() {
        let reference = ConfigurationReference.text()
        #expect(!reference.contains("default: sample"), "what it is read from is nobody's default")
        for path in [
            "issuer", "listen", "tls.certificate_file", "limits.token_per_client",
            "limits.wallet_calls_per_wallet",
            "terms.*.version", "relying_parties[].scopes[].required",
            "wallets[].wallet_signed_decisions", "policies.*.lifetimes.total",
            "policies.*.qr_rotation",
        ] {
            #expect(
                reference.contains("\n\(path)\n") || reference.hasPrefix("\(path)\n"), "\(path)")
        }
    }
}
