import Broker
import BrokerServer
import LoginFlow
import Testing
import Tokens

@Suite("Configuration of OpenID Connect") struct OpenIDConfigurationTests {
    private let secret = ["secret": "a secret of more than 16 bytes"]

    /// A confidential portal with these members.
    private func file(party: String) -> ConfigurationFile {
        ConfigurationFile(party: party, files: secret, authentication: "secret_file: secret")
    }

    private func party(_ members: String) throws -> RelyingParty {
        try #require(try file(party: members).load().broker.relyingParties["portal"])
    }

    // MARK: Top level

    @Test func whatIsNotSaidHasItsDefault() throws {
        let configuration = try ConfigurationFile().load()
        #expect(configuration.broker.signInLifetime == 43_200)
        #expect(configuration.signingKeyAge == 7_776_000)
        #expect(configuration.broker.registration == nil)
        #expect(!configuration.broker.keepsClaims)
        let party = try party("")
        #expect(party.grantTypes == Set(RelyingParty.GrantType.allCases))
        #expect(party.postLogoutRedirectURIs == [] && party.returnURIs == [])
        #expect(party.backchannelLogoutURI == nil && party.pingEndpoint == nil)
        #expect(party.userInfo.algorithm == nil)
        #expect(party.userInfo.level == 0 && party.userInfo.maximumAge == 0)
        #expect(!party.requiresPushedRequests && !party.requiresBoundTokens)
        #expect(!party.introspectsAll)
        #expect(party.policies[.login]?.fallback.singleSignOn == 0)
        #expect(party.policies[.login]?.fallback.stepUp == [])
    }

    @Test(arguments: [
        ("sign_in_lifetime: 300", true), ("sign_in_lifetime: 299", false),
        ("sign_in_lifetime: 2592000", true), ("sign_in_lifetime: 2592001", false),
        ("sign_in_lifetime: long", false), ("signing_key_age: 0", true),
        ("signing_key_age: -1", false), ("signing_key_age: 63072000", true),
        ("signing_key_age: 63072001", false),
    ])
    func spansHaveBounds(line: String, isGood: Bool) {
        let path = String(line.prefix { $0 != ":" })
        #expect(ConfigurationFile(more: line).issues == (isGood ? [] : [path]))
    }

    @Test func spansAreTakenUp() throws {
        let configuration = try ConfigurationFile(
            more: "sign_in_lifetime: 3600\nsigning_key_age: 86400"
        ).load()
        #expect(configuration.broker.signInLifetime == 3_600)
        #expect(configuration.signingKeyAge == 86_400)
    }

    // MARK: Portals

    @Test(arguments: [
        "post_logout_redirect_uris: [https://portal.example/bye, 'app:/bye']",
        "return_uris: [https://portal.example/app, 'app:/back']", "return_uris: []",
        "backchannel_logout_uri: https://portal.example/logout",
        "backchannel_logout_uri: 'http://127.0.0.1:8081/logout'",
        "ciba_notification_endpoint: https://portal.example/ping", "grants: [authorization_code]",
        "grants: [authorization_code, refresh_token, device_code, ciba]",
        "userinfo: { signed_alg: ES256, level: 3, max_age: 86400 }",
        "userinfo: { signed_alg: none, level: 0, max_age: 0 }", "userinfo: { level: 4 }",
        "require_pushed_authorization_requests: on, dpop_bound_access_tokens: on",
        "introspects: on",
    ])
    func goodMembersAreTaken(members: String) { #expect(file(party: members).issues == []) }

    @Test(arguments: [
        ("post_logout_redirect_uris: [/bye]", "post_logout_redirect_uris"),
        ("post_logout_redirect_uris: ['https://p/#x']", "post_logout_redirect_uris"),
        ("post_logout_redirect_uris: https://p/", "post_logout_redirect_uris"),
        ("backchannel_logout_uri: http://portal.example/logout", "backchannel_logout_uri"),
        ("return_uris: [/app]", "return_uris"), ("return_uris: ['https://p/#x']", "return_uris"),
        ("return_uris: https://p/", "return_uris"),
        ("backchannel_logout_uri: /logout", "backchannel_logout_uri"),
        ("ciba_notification_endpoint: http://portal.example/", "ciba_notification_endpoint"),
        ("ciba_notification_endpoint: ftp://127.0.0.1/", "ciba_notification_endpoint"),
        ("grants: [implicit, authorization_code]", "grants"),
        ("grants: ['urn:openid:params:grant-type:ciba', authorization_code]", "grants"),
        ("grants: authorization_code", "grants"), ("grants: []", "grants"),
        ("userinfo: { level: 5 }", "userinfo.level"),
        ("userinfo: { level: -1 }", "userinfo.level"),
        ("userinfo: { max_age: 86401 }", "userinfo.max_age"),
        ("userinfo: { signed_alg: EdDSA }", "userinfo.signed_alg"),
        ("userinfo: { signed_alg: HS256 }", "userinfo.signed_alg"),
        ("userinfo: { colour: red }", "userinfo.colour"),
        ("require_pushed_authorization_requests: maybe", "require_pushed_authorization_requests"),
        ("dpop_bound_access_tokens: 2", "dpop_bound_access_tokens"),
        ("introspects: all", "introspects"), ("require_pushed: on", "require_pushed"),
    ])
    func badMembersAreNamed(members: String, key: String) {
        let issues = file(party: members).issues
        #expect(Set(issues) == ["relying_parties.portal.\(key)"])
    }

    @Test func membersAreTakenUp() throws {
        let party = try party(
            """
            grants: [authorization_code, ciba], introspects: on,
            post_logout_redirect_uris: [https://portal.example/bye],
            backchannel_logout_uri: https://portal.example/logout,
            ciba_notification_endpoint: https://portal.example/ping,
            require_pushed_authorization_requests: on, dpop_bound_access_tokens: on,
            userinfo: { signed_alg: RS256, level: 2, max_age: 600 }
            """)
        #expect(party.grantTypes == [.authorizationCode, .ciba])
        #expect(party.introspectsAll && party.requiresPushedRequests && party.requiresBoundTokens)
        #expect(party.has(postLogoutRedirectURI: "https://portal.example/bye"))
        #expect(!party.has(postLogoutRedirectURI: "https://portal.example/bye/"))
        #expect(party.backchannelLogoutURI == "https://portal.example/logout")
        #expect(party.pingEndpoint == "https://portal.example/ping")
        #expect(party.userInfo.algorithm == .rs256)
        #expect(party.userInfo.level == 2 && party.userInfo.maximumAge == 600)
    }

    /// Anybody can call themselves a public client.
    @Test(arguments: ["introspects: on", "ciba_notification_endpoint: https://portal.example/"])
    func aPublicClientCannotDoEverything(members: String) {
        #expect(
            ConfigurationFile(party: members).issues == ["relying_parties.portal.public"])
    }

    @Test(arguments: [
        ("[device_code]", true), ("[ciba, refresh_token]", true), ("[authorization_code]", false),
    ])
    func onlyACodeNeedsARedirectURI(grants: String, isGood: Bool) {
        var one = file(party: "grants: \(grants)")
        one.redirectURIs = "[]"
        #expect(one.issues == (isGood ? [] : ["relying_parties.portal.redirect_uris"]))
    }

    /// The device grant shows one fixed code and asks no digits: where a policy insists on either, it
    /// is there only for an operator who writes it down.
    @Test(arguments: [
        ("number_match: always", "", false), ("user_code: off", "", false),
        ("number_match: risk", "", true), ("user_code: on", "", true),
        ("number_match: always", "grants: [authorization_code, device_code]", true),
    ])
    func aStrictPolicyTakesAwayTheDeviceGrant(
        member: String, grants: String, isThere: Bool
    ) throws {
        var one = file(party: grants)
        one.policy = "asks: [consent], \(member)"
        let party = try #require(try one.load().broker.relyingParties["portal"])
        #expect(party.grantTypes.contains(.deviceCode) == isThere)
        #expect(party.grantTypes.contains(.authorizationCode))
    }

    // MARK: Policies

    @Test(arguments: [
        ("single_sign_on: 0", nil), ("single_sign_on: 2592000", nil), ("step_up: []", nil),
        ("step_up: [pin, credential, face]", nil), ("single_sign_on: -1", "single_sign_on"),
        ("single_sign_on: 2592001", "single_sign_on"), ("single_sign_on: on", "single_sign_on"),
        ("step_up: [consent]", "step_up"), ("step_up: face", "step_up"),
        ("step_up: [pin, organisation]", "step_up"),
    ])
    func policiesHaveBounds(member: String, key: String?) {
        let issues = ConfigurationFile(policy: "asks: [consent], \(member)").issues
        #expect(issues == (key.map { ["policies.default.\($0)"] } ?? []))
    }

    @Test func policiesAreTakenUp() throws {
        let configuration = try ConfigurationFile(
            policy: "asks: [consent], single_sign_on: 28800, step_up: [pin, face]"
        ).load()
        let policy = try #require(configuration.broker.policies["default"])
        #expect(policy.singleSignOn == 28_800)
        #expect(policy.stepUp == [.pin, .face])
        #expect(configuration.broker.keepsClaims)
    }

    @Test func theReferenceNamesEverySetting() {
        let reference = ConfigurationReference.text()
        for path in [
            "sign_in_lifetime", "signing_key_age", "registration.initial_access_token_file",
            "registration.policy", "registration.wallets", "registration.scopes",
            "relying_parties[].grants", "relying_parties[].post_logout_redirect_uris",
            "relying_parties[].backchannel_logout_uri",
            "relying_parties[].ciba_notification_endpoint", "relying_parties[].userinfo.signed_alg",
            "relying_parties[].userinfo.level", "relying_parties[].userinfo.max_age",
            "relying_parties[].require_pushed_authorization_requests",
            "relying_parties[].dpop_bound_access_tokens", "relying_parties[].introspects",
            "policies.*.single_sign_on", "policies.*.step_up", "relying_parties[].return_uris",
            "limits.captures_per_subject", "limits.portraits_per_login",
        ] {
            #expect(
                reference.contains("\n\(path)\n") || reference.hasPrefix("\(path)\n"), "\(path)")
        }
    }
}
