import StrictJSON
import Testing

@testable import qrlogin

@Suite struct ProviderTests {
    private static let issuer = "https://login.example"

    @Test("Discovery names the endpoints")
    func reads() throws {
        let provider = try Provider(Examples.document(Self.issuer), expecting: Self.issuer)
        #expect(provider.token == "https://login.example/token")
        #expect(provider.deviceAuthorization == "https://login.example/device_authorization")
        #expect(provider.keys == "https://login.example/jwks")
        #expect(provider.authenticationMethods == ["client_secret_basic", "none"])
    }

    @Test(
        "The document is found behind the issuer, with or without a slash",
        arguments: ["https://login.example/sso", "https://login.example/sso/"])
    func finds(issuer: String) {
        #expect(
            Provider.discovery(of: issuer)
                == "https://login.example/sso/.well-known/openid-configuration")
    }

    @Test(
        "A document that names another issuer is not used",
        arguments: ["https://evil.example", "https://login.example/", "HTTPS://login.example"])
    func foreign(named: String) {
        #expect(throws: LoginFailure.foreignIssuer(named)) {
            try Provider(Examples.document(named), expecting: Self.issuer)
        }
    }

    @Test(
        "An endpoint that is missing or unprotected is none",
        arguments: ["device_authorization_endpoint", "token_endpoint", "jwks_uri"],
        [nil, "http://login.example/x", "javascript:x", "https://a@login.example/x"])
    func endpoints(member: String, value: String?) throws {
        var document = try #require(Examples.document(Self.issuer).object)
        document[member] = value.map(JSONValue.string)
        guard value != nil || member != "jwks_uri" else {
            let provider = try Provider(.object(document), expecting: Self.issuer)
            #expect(provider.keys == nil)
            return
        }
        #expect(throws: LoginFailure.malformedAnswer(member)) {
            try Provider(.object(document), expecting: Self.issuer)
        }
    }

    @Test("A public client says who it is, a confidential one proves it as the provider likes")
    func credentials() throws {
        var provider = try Provider(Examples.document(Self.issuer), expecting: Self.issuer)
        let open = try ClientCredentials(id: "my-cli").proof(for: provider)
        #expect(open.authorization == nil && open.fields.text == "client_id=my-cli")

        let client = ClientCredentials(id: "a:b", secret: "c d")
        let basic = try client.proof(for: provider)
        #expect(basic.authorization == "Basic YSUzQWI6YyUyMGQ=" && basic.fields.text.isEmpty)

        provider.authenticationMethods = ["client_secret_post"]
        let post = try client.proof(for: provider)
        #expect(post.authorization == nil)
        #expect(post.fields.text == "client_id=a%3Ab&client_secret=c%20d")

        provider.authenticationMethods = ["private_key_jwt"]
        #expect(throws: LoginFailure.self) { try client.proof(for: provider) }
        #expect(!"\(client)".contains("c d"))
    }

    @Test("A device code is read whole")
    func deviceCode() throws {
        let code = try Examples.deviceCode()
        #expect(code.userCode == "WDJB-MJHT" && code.expiresIn == 120 && code.interval == 5)
        #expect(code.completeURI?.hasPrefix("https://login.example/q/") == true)
    }

    @Test(
        "The interval is 5 s when nothing is said, and never none",
        arguments: [(nil, 5), (0, 1), (-3, 1), (7, 7), (Int64.max, 3600)])
    func interval(said: Int64?, used: Int) throws {
        let code = try Examples.deviceCode { $0["interval"] = said.map(JSONValue.integer) }
        #expect(code.interval == used)
    }

    @Test("No life is longer than a day, and none is no answer")
    func life() throws {
        let code = try Examples.deviceCode { $0["expires_in"] = .integer(.max) }
        #expect(code.expiresIn == 86_400)
        #expect(throws: LoginFailure.malformedAnswer("expires_in")) {
            try Examples.deviceCode { $0["expires_in"] = 0 }
        }
    }

    @Test(
        "What a device code lacks is named",
        arguments: ["device_code", "user_code", "verification_uri", "expires_in"])
    func missing(member: String) {
        #expect(throws: LoginFailure.malformedAnswer(member)) {
            try Examples.deviceCode { $0[member] = nil }
        }
    }

    @Test("A client that may not do this hears the provider's words")
    func refused() {
        let response = Response(
            status: 400, body: ["error": "unauthorized_client", "error_description": "no"])
        #expect(throws: LoginFailure.refused(error: "unauthorized_client", description: "no")) {
            try DeviceCode(response)
        }
        #expect(throws: LoginFailure.malformedAnswer("HTTP 502")) {
            try DeviceCode(Response(status: 502, body: .null))
        }
    }
}
