import Broker
import BrokerServer
import LoginFlow
import Testing

@Suite("Configuration of portals that register themselves")
struct RegistrationConfigurationTests {
    private func registration(_ members: String) -> ConfigurationFile {
        ConfigurationFile(
            more: "registration: { \(members) }",
            files: [
                "token": "an initial access token of 32 bytes or more\n",
                "short": String(repeating: "a", count: 31),
                "just": String(repeating: "a", count: 32),
            ])
    }

    @Test func portalsMayRegisterWhereItSaysSo() throws {
        let file = registration(
            "initial_access_token_file: token, policy: default, wallets: [wallet], "
                + "scopes: [openid, email]")
        let settings = try #require(try file.load().broker.registration)
        #expect(settings.wallets == ["wallet"])
        #expect(settings.scopes == ["email"], "openid goes without saying")
        #expect(settings.policy.asks == [.consent])
        let rest = registration("initial_access_token_file: just, policy: default")
        #expect(try rest.load().broker.registration?.wallets == ["wallet"], "all of them")
    }

    @Test(arguments: [
        ("policy: default", "initial_access_token_file"),
        ("policy: default, initial_access_token_file: missing", "initial_access_token_file"),
        ("policy: default, initial_access_token_file: short", "initial_access_token_file"),
        ("initial_access_token_file: token", "policy"),
        ("initial_access_token_file: token, policy: other", "policy"),
        ("initial_access_token_file: token, policy: default, wallets: [other]", "wallets"),
        ("initial_access_token_file: token, policy: default, scopes: email", "scopes"),
        ("initial_access_token_file: token, policy: default, client: x", "client"),
    ])
    func badRegistrationsAreNamed(members: String, key: String) {
        #expect(registration(members).issues == ["registration.\(key)"])
    }

    /// `registration:` with nothing under it must not be taken for an open door.
    @Test(arguments: ["registration: {}", "registration:"])
    func anEmptySectionOpensNothing(line: String) {
        let file = ConfigurationFile(more: line)
        #expect((try? file.load().broker.registration) == nil)
    }

    @Test(arguments: [("0", false), ("1", true), ("100000", true), ("100001", false)])
    func registrationsHaveAMaximum(count: String, isGood: Bool) {
        let file = registration(
            "initial_access_token_file: token, policy: default, maximum: \(count)")
        #expect(file.issues == (isGood ? [] : ["registration.maximum"]))
    }
}
