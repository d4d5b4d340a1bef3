import LoginFlow
import StrictJSON
import Testing
import Tokens

@testable import Broker

@Suite("What portals register") struct ClientMetadataTests {
    /// The smallest metadata with one member more or changed.
    private func metadata(
        _ name: String = "client_name", _ value: JSONValue = "Portal"
    ) throws -> ClientMetadata {
        var members: JSONObject = ["redirect_uris": ["https://portal.example/cb"]]
        members[name] = value
        return try ClientMetadata(members)
    }

    private let bounds = ClientMetadata.Bounds(
        policy: Policy(), wallets: ["one"], scopes: ["email", "offline_access"],
        algorithms: [.es256, .rs256])

    private func party(
        _ name: String = "client_name", _ value: JSONValue = "Portal", secret: Digest? = Digest(1)
    ) throws -> RelyingParty {
        try metadata(name, value).relyingParty(id: "c_1", secret: secret, bounds: bounds)
    }

    @Test func theSmallestOneIsAPlainPortal() throws {
        let party = try party("redirect_uris", ["https://portal.example/cb"])
        #expect(party.id == "c_1")
        #expect(party.name.text(for: []) == "portal.example", "for want of a name")
        #expect(party.domain == "portal.example")
        #expect(party.redirectURIs == ["https://portal.example/cb"])
        #expect(party.origins == [], "its pages may call nothing")
        #expect(party.isRegistered)
        #expect(party.grantTypes == [.authorizationCode])
        #expect(party.scopes.map(\.name) == ["openid", "email", "offline_access"])
        #expect(party.scopes.allSatisfy { !$0.isRequired })
        #expect(party.sector == nil)
        #expect(party.idTokenAlgorithm == .es256)
        #expect(party.wallets == ["one"])
        #expect(Array(party.policies.keys) == [.login])
        #expect(!party.introspectsAll && !party.requiresPushedRequests && !party.isPublic)
        #expect(try metadata().needsSecret)
    }

    typealias Check = @Sendable (RelyingParty) -> Bool

    static let good: [(String, JSONValue, Check)] = [
        ("client_name", "门户", { $0.name.text(for: []) == "门户" }),
        ("token_endpoint_auth_method", "none", { $0.isPublic }),
        ("token_endpoint_auth_method", "client_secret_post", { !$0.isPublic }),
        ("token_endpoint_auth_method", "client_secret_basic", { !$0.isPublic }),
        ("response_types", ["code"], { _ in true }),
        ("grant_types", ["authorization_code", "refresh_token"], { $0.grantTypes.count == 2 }),
        (
            "grant_types",
            [
                "urn:ietf:params:oauth:grant-type:device_code", "urn:openid:params:grant-type:ciba",
            ], { $0.grantTypes == [.deviceCode, .ciba] }
        ),
        ("scope", "openid email", { $0.scopes.map(\.name) == ["openid", "email"] }),
        ("subject_type", "public", { $0.sector == nil }),
        ("subject_type", "pairwise", { $0.sector == "registered c_1" }),
        ("id_token_signed_response_alg", "RS256", { $0.idTokenAlgorithm == .rs256 }),
        ("userinfo_signed_response_alg", "ES256", { $0.userInfo.algorithm == .es256 }),
        (
            "post_logout_redirect_uris", ["https://portal.example/bye"],
            { $0.has(postLogoutRedirectURI: "https://portal.example/bye") }
        ),
        (
            "backchannel_logout_uri", "https://portal.example/logout",
            { $0.backchannelLogoutURI == "https://portal.example/logout" }
        ),
        (
            "backchannel_client_notification_endpoint", "https://portal.example/ping",
            { $0.pingEndpoint == "https://portal.example/ping" }
        ),
        ("require_pushed_authorization_requests", true, { $0.requiresPushedRequests }),
        ("require_pushed_authorization_requests", false, { !$0.requiresPushedRequests }),
        ("dpop_bound_access_tokens", true, { $0.requiresBoundTokens }),
        // What nobody here knows of stays unused, and gives nothing.
        ("introspects", true, { !$0.introspectsAll }),
        ("origins", ["https://evil.example"], { $0.origins == [] }),
        ("contacts", ["me@portal.example"], { _ in true }),
    ]

    @Test(arguments: good.indices) func aGoodMemberCounts(index: Int) throws {
        let (name, value, check) = Self.good[index]
        #expect(check(try party(name, value)), "\(name)")
    }

    private static let long = String(repeating: "a", count: 1_025)

    static let bad: [(String, JSONValue)] = [
        ("client_name", 7), ("client_name", .string(String(repeating: "a", count: 65))),
        ("client_name", "Bank\u{202E}"), ("client_name", "two\nlines"),
        ("client_name", "z\u{301}\u{301}\u{301}"),
        ("backchannel_logout_uri", "http://127.0.0.1/logout"),
        ("backchannel_client_notification_endpoint", "http://localhost/ping"),
        ("client_name", .string(long)),
        ("token_endpoint_auth_method", "client_secret_jwt"), ("token_endpoint_auth_method", ""),
        ("token_endpoint_auth_method", "private_key_jwt"), ("jwks", ["keys": []]),
        ("jwks_uri", "https://portal.example/jwks"), ("response_types", ["code", "token"]),
        ("response_types", ["id_token"]), ("response_types", []), ("response_types", "code"),
        ("grant_types", ["implicit"]), ("grant_types", "authorization_code"),
        ("grant_types", ["authorization_code", "password"]), ("grant_types", [1]),
        ("scope", "openid profile"), ("scope", ["openid"]), ("scope", "openid admin"),
        ("subject_type", "private"), ("id_token_signed_response_alg", "none"),
        ("id_token_signed_response_alg", "EdDSA"), ("id_token_signed_response_alg", "HS256"),
        ("userinfo_signed_response_alg", "none"), ("userinfo_signed_response_alg", "EdDSA"),
        ("post_logout_redirect_uris", ["javascript:alert(1)"]),
        ("post_logout_redirect_uris", ["https://portal.example/#x"]),
        ("post_logout_redirect_uris", ["http://portal.example/bye"]),
        ("post_logout_redirect_uris", [#"https://evil.example\@bank.example"#]),
        ("backchannel_logout_uri", "http://portal.example/logout"),
        ("backchannel_logout_uri", "https://me:pw@portal.example/logout"),
        ("backchannel_client_notification_endpoint", "portal.example/ping"),
        ("require_pushed_authorization_requests", "true"), ("dpop_bound_access_tokens", 1),
    ]

    @Test(arguments: bad.indices) func aBadMemberIsRefused(index: Int) {
        let (name, value) = Self.bad[index]
        // The method is a good one; what it needs is not there.
        let member = value == "private_key_jwt" ? "jwks" : name
        #expect { try party(name, value) } throws: {
            isRefusal(.invalidClientMetadata, of: member, $0)
        }
    }

    @Test(arguments: [
        ["javascript:alert(1)"], ["/cb"], ["https://portal.example/cb#x"], [],
        ["https://portal.example/cb", "data:text/html,x"],
        ["https://portal.example/cb", "https://other.example/cb"],
        ["https://portal.example/cb", "app:/cb"], ["app:/cb"], ["http://portal.example/cb"],
        [#"https://evil.example\@bank.example"#],
    ])
    func aBadRedirectURIIsNamedAsSuch(uris: [String]) {
        #expect {
            try metadata("redirect_uris", .array(uris.map(JSONValue.string)))
        } throws: {
            isRefusal(.invalidRedirectURI, of: "redirect_uris", $0)
        }
    }

    @Test(arguments: [(16, true), (17, false)])
    func listsHaveABound(count: Int, isGood: Bool) {
        let uris = (0..<count).map { JSONValue.string("https://portal.example/\($0)") }
        #expect(((try? metadata("redirect_uris", .array(uris))) != nil) == isGood)
    }

    @Test func whatMeansNothingHereIsNotKept() throws {
        #expect(try metadata("contacts", ["me@portal.example"]).members.keys == ["redirect_uris"])
        #expect(try metadata("policy", "default").members["policy"] == "default")
    }

    /// Signing in on a telephone shows of no host that it is the portal's own.
    @Test(arguments: [
        ("urn:ietf:params:oauth:grant-type:device_code", "c_1"),
        ("urn:openid:params:grant-type:ciba", "c_1"), ("refresh_token", "portal.example"),
    ])
    func theDomainIsOneThatAnswersGoTo(grant: String, domain: String) throws {
        let party = try party("grant_types", ["authorization_code", .string(grant)])
        #expect(party.domain == domain)
    }

    @Test func anAppHasNoDomainToShow() throws {
        let party = try party("redirect_uris", ["com.example.app://bank.example/cb"])
        #expect(party.domain == "c_1")
    }

    @Test func onlyKeysThatAreThereSign() throws {
        let bounds = ClientMetadata.Bounds(
            policy: Policy(), wallets: ["one"], scopes: [], algorithms: [.es256])
        for name in ["id_token_signed_response_alg", "userinfo_signed_response_alg"] {
            #expect {
                try metadata(name, "RS256").relyingParty(
                    id: "c_1", secret: Digest(1), bounds: bounds)
            } throws: {
                isRefusal(.invalidClientMetadata, of: name, $0)
            }
        }
    }

    @Test func onlyACodeNeedsARedirectURI() throws {
        let members: JSONObject = [
            "grant_types": ["urn:ietf:params:oauth:grant-type:device_code"],
            "client_name": "Terminal",
        ]
        let party = try ClientMetadata(members).relyingParty(
            id: "c_1", secret: Digest(1), bounds: bounds)
        #expect(party.redirectURIs == [])
        #expect(party.domain == "c_1", "there is no address to take it from")
    }

    @Test func keysComeWithTheRegistration() throws {
        let key = SigningKey.newES256().publicKey
        let members: JSONObject = [
            "redirect_uris": ["https://portal.example/cb"],
            "token_endpoint_auth_method": "private_key_jwt", "jwks": KeySet([key]).jwks,
        ]
        let metadata = try ClientMetadata(members)
        #expect(!metadata.needsSecret)
        let party = try metadata.relyingParty(id: "c_1", secret: nil, bounds: bounds)
        guard case .keys(let keys) = party.authentication else {
            Issue.record("not by keys")
            return
        }
        #expect(keys[key.kid] != nil)
    }

    /// A row whose secret was lost must not become a portal without one.
    @Test func aPortalWithoutItsSecretIsNone() {
        #expect { try party(secret: nil) } throws: {
            isRefusal(.invalidClientMetadata, of: "token_endpoint_auth_method", $0)
        }
    }
}
