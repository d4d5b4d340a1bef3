import Broker
import BrokerServer
import LoginFlow
import Testing

@Suite("Configuration of levels") struct LevelConfigurationTests {
    private func levels(_ entries: String) throws -> AssuranceRules {
        try ConfigurationFile(more: "levels: \(entries)").load().broker.levels
    }

    private func issues(_ entries: String) -> Set<String> {
        Set(ConfigurationFile(more: "levels: \(entries)").issues)
    }

    @Test func whatIsNotSaidIsTheStandard() throws {
        #expect(try ConfigurationFile().load().broker.levels == .standard)
        #expect(try levels("[]") == .standard)
    }

    @Test func rulesAreTakenUp() throws {
        let rules = try levels(
            """
            [{ level: 2, by: [pin, device_key] },
             { level: 4, by: [face, [pin, credential]], lasts: 31536000 }]
            """)
        #expect(
            rules
                == AssuranceRules([
                    LevelRule(level: 2, by: [[.pin], [.deviceKey]], lasts: 0),
                    LevelRule(level: 4, by: [[.face], [.pin, .credential]], lasts: 31_536_000),
                ]))
        #expect(rules.highest == 4)
    }

    @Test(arguments: [
        ("level: 1, by: [pin]", "level"), ("level: 5, by: [pin]", "level"),
        ("level: high, by: [pin]", "level"), ("level: 2, by: []", "by"), ("level: 2", "by"),
        ("level: 2, by: [pn]", "by"), ("level: 2, by: [[]]", "by"), ("level: 2, by: pin", "by"),
        ("level: 2, by: [[pin, fce]]", "by"), ("level: 2, by: [[[pin]]]", "by"),
        ("level: 2, by: [pin], lasts: -1", "lasts"),
        ("level: 2, by: [pin], lasts: 31622401", "lasts"),
        ("level: 2, by: [pin], lasts: long", "lasts"), ("level: 2, by: [pin], last: 1", "last"),
    ])
    func badMembersAreNamed(members: String, key: String) {
        #expect(issues("[{ \(members) }]") == ["levels.0.\(key)"])
    }

    @Test(arguments: ["level: 4, by: [pin]", "level: 2, by: [pin], lasts: 31622400"])
    func goodMembersAreTaken(members: String) { #expect(issues("[{ \(members) }]") == []) }

    @Test func aLevelStandsOnce() {
        let twice = "[{ level: 2, by: [pin] }, { level: 2, by: [face] }]"
        #expect(issues(twice) == ["levels"])
    }

    // MARK: Policies

    @Test(arguments: [
        ("minimum_level: 0", nil), ("minimum_level: 1", nil), ("minimum_level: 2", nil),
        ("minimum_level: 3", "minimum_level"),
        ("minimum_level: 3, step_up: [pin]", "minimum_level"),
        ("minimum_level: 3, step_up: [face]", nil),
        ("minimum_level: 4, step_up: [pin, face]", "minimum_level"),
        ("minimum_level: 5", "minimum_level"), ("minimum_level: -1", "minimum_level"),
        ("face: { actions: 0 }", nil), ("face: { actions: 3 }", nil),
        ("face: { actions: 4 }", "face.actions"), ("face: { actions: -1 }", "face.actions"),
        ("face: { tries: 10 }", nil), ("face: { tries: 11 }", "face.tries"),
        ("face: { tries: 0 }", "face.tries"),
    ])
    func policiesHaveBounds(member: String, key: String?) {
        let issues = ConfigurationFile(
            policy: "asks: [consent], \(member)", wallet: "attests: [pin, face]"
        ).issues
        #expect(Set(issues) == (key.map { ["policies.default.\($0)"] } ?? []))
    }

    /// Whether a level can be reached is a matter of the rules that stand beside.
    @Test(arguments: [
        ("[pin]", true), ("[[pin, credential]]", true), ("[[pin, face]]", false),
        ("[[credential, device_key]]", true), ("[face, credential]", true),
    ])
    func aLevelThatNobodyReachesIsSaid(by: String, isReached: Bool) {
        let file = ConfigurationFile(
            policy: "asks: [consent], step_up: [pin, credential], minimum_level: 4",
            wallet: "attests: [pin, credential]",
            more: "levels: [{ level: 4, by: \(by) }]")
        #expect(file.issues == (isReached ? [] : ["policies.default.minimum_level"]))
    }

    /// An ask that a phone can meet, but that no wallet vouches for, raises nobody.
    @Test(arguments: [
        ("[face]", "attested", "face", true), ("[face]", "attested", "pin", false),
        ("[face]", "local", "face", true), ("[face]", "local", "credential", false),
        ("[face]", "remote", "pin", true), ("[credential]", "attested", "credential", true),
        ("[credential]", "attested", "face", false), ("[pin, face]", "attested", "pin", false),
        ("[pin, face]", "attested", "face", true),
    ])
    func aStepUpThatNoWalletAttestsIsSaid(
        stepUp: String, provider: String, attests: String, isReached: Bool
    ) {
        let file = ConfigurationFile(
            policy: """
                asks: [consent], step_up: \(stepUp), minimum_level: 3,
                face: { provider: \(provider) }
                """,
            wallet: "attests: [\(attests)]", more: "levels: [{ level: 3, by: [face, credential] }]")
        #expect(
            file.issues.contains("policies.default.minimum_level") != isReached,
            "\(file.issues)")
    }

    @Test func policiesAreTakenUp() throws {
        let configuration = try ConfigurationFile(
            policy: """
                asks: [organisation, consent], minimum_level: 3, step_up: [credential, face],
                face: { actions: 3 }
                """, wallet: "attests: [organisation, face]"
        ).load()
        let policy = try #require(configuration.broker.policies["default"])
        #expect(policy.asks == [.organisation, .consent])
        #expect(policy.minimumLevel == 3)
        #expect(policy.stepUp == [.credential, .face])
        #expect(policy.face.actions == 3)
        #expect(policy.requiredActions == [])
        let plain = try ConfigurationFile().load().broker.policies["default"]
        #expect(plain?.minimumLevel == 0 && plain?.face.actions == 2)
    }

    @Test func anAskStandsOnce() {
        let file = ConfigurationFile(
            policy: "asks: [consent, { terms: [t] }, consent]",
            more: "terms: { t: { version: '1', url: /t } }")
        #expect(file.issues == ["policies.default.asks"])
        let other = ConfigurationFile(policy: "asks: [organization]")
        #expect(other.issues == ["policies.default.asks"])
    }

    @Test func theReferenceNamesEverySetting() {
        let reference = ConfigurationReference.text()
        for path in [
            "levels[].level", "levels[].by", "levels[].lasts", "policies.*.minimum_level",
            "policies.*.face.actions", "wallets[].logo_uri", "wallets[].guide",
            "wallets[].holds_credentials", "wallets[].apps[].id", "wallets[].apps[].name",
            "wallets[].apps[].logo_uri", "wallets[].apps[].deep_link",
        ] {
            #expect(reference.contains("\n\(path)\n"), "\(path)")
        }
    }
}

@Suite("Configuration of wallets") struct WalletConfigurationTests {
    private func wallet(_ members: String) throws -> Wallet {
        let file = ConfigurationFile(wallet: members)
        return try #require(try file.load().broker.wallets.first)
    }

    @Test func whatIsNotSaidIsNotShown() throws {
        let wallet = try wallet("")
        #expect(wallet.logoURI == nil && wallet.guide == nil && wallet.apps.isEmpty)
        #expect(!wallet.holdsCredentials)
    }

    @Test func profilesAreTakenUp() throws {
        let wallet = try wallet(
            """
            logo_uri: /static/w.svg, guide: { en: "Open A", zh-CN: 打开 }, holds_credentials: on,
            apps: [{ id: a, name: { en: A, zh-CN: 甲 }, logo_uri: 'https://a.example/l.png',
            deep_link: 'a://x?c={payload}' }, { id: b }]
            """)
        #expect(wallet.logoURI == "/static/w.svg" && wallet.holdsCredentials)
        #expect(wallet.guide?.text(for: ["zh-CN"]) == "打开")
        #expect(wallet.guide?.text(for: ["en"]) == "Open A")
        #expect(wallet.apps.map(\.id) == ["a", "b"])
        #expect(wallet.apps[0].name.text(for: ["zh"]) == "甲")
        #expect(wallet.apps[0].logoURI == "https://a.example/l.png")
        #expect(wallet.apps[0].deepLink == "a://x?c={payload}")
        #expect(wallet.apps[1].name.text(for: []) == "b")
        #expect(wallet.apps[1].logoURI == nil && wallet.apps[1].deepLink == nil)
    }

    @Test(arguments: [
        ("logo_uri: w.svg", "logo_uri"), ("logo_uri: //a.example/w.svg", "logo_uri"),
        ("logo_uri: 'http://a.example/w.svg'", "logo_uri"),
        ("logo_uri: 'javascript:alert(1)'", "logo_uri"),
        ("logo_uri: 'data:image/png,x'", "logo_uri"),
        ("guide: [a]", "guide"), ("guide: {}", "guide"), ("guide: { en: [a] }", "guide"),
        ("holds_credentials: some", "holds_credentials"), ("deep_link: 'a://x'", "deep_link"),
        ("guides: x", "guides"),
    ])
    func badMembersAreNamed(members: String, key: String) {
        let issues = ConfigurationFile(wallet: members).issues
        #expect(Set(issues) == ["wallets.wallet.\(key)"])
    }

    @Test(arguments: [
        ("name: A", "id"), ("id: a, deep_link: 'a://x'", "deep_link"),
        ("id: a, logo_uri: l.png", "logo_uri"), ("id: a, colour: red", "colour"),
        ("id: a, name: [x]", "name"),
    ])
    func badMembersOfAnAppAreNamed(members: String, key: String) {
        let issues = ConfigurationFile(wallet: "apps: [{ \(members) }]").issues
        #expect(
            Set(issues) == ["wallets.wallet.apps.\(members.hasPrefix("id") ? "a" : "0").\(key)"])
    }

    @Test func anAppStandsOnce() {
        let file = ConfigurationFile(wallet: "apps: [{ id: a }, { id: b }, { id: a }]")
        #expect(file.issues == ["wallets.wallet.apps.a.id"])
    }
}
