import StrictJSON
import Terminal
import Testing
import Tokens

@testable import qrlogin

@Suite struct DeviceLoginTests {
    private static let pending = Examples.error("authorization_pending")
    private static let granted = CannedProvider.Reply(body: Examples.tokens)

    /// Asks with these answers waiting; the clock says how long it took.
    private static func ask(
        _ provider: CannedProvider, secret: String? = nil,
        code change: (inout JSONObject) -> Void = { _ in }
    ) async throws -> (result: Result<TokenSet, LoginFailure>, seconds: Int64) {
        let code = try Examples.deviceCode(change)
        return try await provider.serve { client, address in
            let clock = JumpingClock()
            let login = DeviceLogin(
                provider: try Provider(Examples.document(address), expecting: address),
                client: client, credentials: .init(id: "my-cli", secret: secret), time: clock)
            do throws(LoginFailure) {
                let tokens = try await login.tokens(for: code)
                return (.success(tokens), clock.now.sinceStart.components.seconds)
            } catch {
                return (.failure(error), clock.now.sinceStart.components.seconds)
            }
        }
    }

    @Test("The code is asked for with client and scope")
    func begins() async throws {
        let canned = CannedProvider([.init(body: Examples.code)])
        try await canned.serve { client, address in
            let login = DeviceLogin(
                provider: try Provider(Examples.document(address), expecting: address),
                client: client, credentials: .init(id: "my-cli"), time: JumpingClock())
            let code = try await login.begin(scope: "openid profile", levels: "a b")
            #expect(code.deviceCode == "d1")
        }
        let request = try #require(canned.requests.first)
        #expect(request.uri == "/device_authorization" && request.authorization == nil)
        #expect(request.body == "scope=openid%20profile&acr_values=a%20b&client_id=my-cli")
    }

    @Test("It waits before the first question and between all of them, and slower when told to")
    func polls() async throws {
        let canned = CannedProvider([
            Self.pending, Self.pending, Examples.error("slow_down"), Self.pending, Self.granted,
        ])
        let (result, seconds) = try await Self.ask(canned)
        #expect(try result.get().members["access_token"] == "a")
        #expect(seconds == 5 + 5 + 5 + 10 + 10)
        let form =
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=d1"
        #expect(canned.requests.allSatisfy { $0.body == form + "&client_id=my-cli" })
        #expect(canned.requests.allSatisfy { $0.uri == "/token" })
    }

    @Test("A client with a secret proves itself at each question")
    func proves() async throws {
        let canned = CannedProvider([Self.pending, Self.granted])
        _ = try await Self.ask(canned, secret: "s").result.get()
        #expect(
            canned.requests.map(\.authorization) == ["Basic bXktY2xpOnM=", "Basic bXktY2xpOnM="])
        #expect(canned.requests.allSatisfy { !$0.body.contains("client") })
    }

    @Test(
        "The person's no and the end of the code are final",
        arguments: [("access_denied", LoginFailure.denied), ("expired_token", .expired)])
    func refusals(error: String, failure: LoginFailure) async throws {
        let canned = CannedProvider([Self.pending, Examples.error(error), Self.granted])
        #expect(try await Self.ask(canned).result == .failure(failure))
        #expect(canned.repliesLeft == 1)
    }

    @Test("It stops by itself when the code has run out, whatever the provider says")
    func expires() async throws {
        let canned = CannedProvider(Array(repeating: Self.pending, count: 9))
        let (result, seconds) = try await Self.ask(canned) { $0["expires_in"] = 23 }
        #expect(result == .failure(.expired))
        #expect(seconds == 25 && canned.repliesLeft == 4)
    }

    @Test("A provider that is restarted is asked again")
    func restarts() async throws {
        let busy = CannedProvider.Reply(status: 503, headers: ["Retry-After": "7"])
        let canned = CannedProvider([busy, Self.granted])
        let (result, seconds) = try await Self.ask(canned)
        #expect(try result.get().members["access_token"] == "a")
        #expect(seconds == 5 + 7)
    }

    @Test("Nobody there is a network failure, after some patience")
    func nobody() async throws {
        let closed = try await CannedProvider([]).serve { _, address in address }
        try await CannedProvider([]).serve { client, _ in
            let clock = JumpingClock()
            let login = DeviceLogin(
                provider: try Provider(Examples.document(closed), expecting: closed),
                client: client, credentials: .init(id: "my-cli"), time: clock)
            let code = try Examples.deviceCode { $0["expires_in"] = 600 }
            let failure = await #expect(throws: LoginFailure.self) {
                _ = try await login.tokens(for: code)
            }
            #expect(failure?.exitStatus == .network)
            #expect(clock.now.sinceStart == .seconds(5 + 10 + 20 + 40 + 60))
        }
    }

    @Test("A redirect is not followed: a secret is for one audience")
    func redirects() async throws {
        let away = CannedProvider.Reply(status: 307, headers: ["Location": "/elsewhere"])
        let canned = CannedProvider([away, Self.granted])
        #expect(
            try await Self.ask(canned, secret: "s").result
                == .failure(.malformedAnswer("HTTP 307")))
        #expect(canned.repliesLeft == 1)
    }

    @Test("Discovery must be at the issuer and name it")
    func discovers() async throws {
        let canned = CannedProvider([
            .init(body: Examples.document("https://evil.example")), .init(status: 404),
        ])
        try await canned.serve { client, address in
            await #expect(throws: LoginFailure.foreignIssuer("https://evil.example")) {
                _ = try await DeviceLogin<JumpingClock>.discover(address, with: client)
            }
            await #expect(throws: LoginFailure.malformedAnswer("HTTP 404")) {
                _ = try await DeviceLogin<JumpingClock>.discover(address, with: client)
            }
        }
        #expect(canned.requests[0].uri == "/.well-known/openid-configuration")
    }
}
