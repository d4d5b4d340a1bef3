import ArgumentParser
import Base64URL
import Broker
import BrokerHTTP
import BrokerServer
import LoginFlow
import SessionStore
import StrictJSON

/// `qrbroker client`
struct Client: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Register portals without touching the configuration file.",
        subcommands: [Add.self, List.self, Remove.self])

    /// `qrbroker client add`
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Register a portal and print it as JSON, with its secret: the only time it is "
                + "shown. A running broker knows it within a second.")

        @OptionGroup var options: ConfigurationOptions
        @Option(name: .long, help: "Its client_id; drawn at random without.") var id: String?
        @Option(name: .long, help: "What people see.") var name: String
        @Option(name: .long, help: "Where browsers return to; may stand several times.")
        var redirectURI: [String] = []
        @Option(name: .long, help: "Where browsers may go after a logout.")
        var postLogoutRedirectURI: [String] = []
        @Option(name: .long, help: "Told when a sign-in ends.") var backchannelLogoutURI: String?
        @Option(name: .long, help: "Name of its policy.") var policy = "default"
        @Option(name: .long, help: "What it may ask for, separated by blanks.")
        var scope = "openid profile email"
        @Option(name: .long, help: "Grant type, named as in RFC 7591; may stand several times.")
        var grantType: [String] = ["authorization_code", "refresh_token"]
        @Flag(name: .customLong("public"), help: "It cannot keep a secret.") var isPublic = false

        func run() async throws {
            try await withRegistry(options) { registry in
                let client = try await registry.add(id: id ?? Client.randomID(), metadata)
                print(client.json.serializedText())
            }
        }

        private var metadata: JSONObject {
            func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
            var members: JSONObject = [
                "client_name": .string(name), "redirect_uris": list(redirectURI),
                "post_logout_redirect_uris": list(postLogoutRedirectURI),
                "scope": .string(scope), "grant_types": list(grantType),
                "token_endpoint_auth_method": .string(isPublic ? "none" : "client_secret_basic"),
                "policy": .string(policy),
            ]
            members.append("backchannel_logout_uri", backchannelLogoutURI)
            return members
        }
    }

    /// `qrbroker client list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the registered portals, one JSON object a line, without secrets.")

        @OptionGroup var options: ConfigurationOptions

        func run() async throws {
            try await withRegistry(options) { registry in
                for client in try await registry.list() {
                    let metadata = (try? JSONValue(parsing: client.registration)) ?? .null
                    let line: JSONValue = ["client_id": .string(client.id), "metadata": metadata]
                    print(line.serializedText())
                }
            }
        }
    }

    /// `qrbroker client remove`
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a portal. People who are signed in there stay so until it asks again."
        )

        @OptionGroup var options: ConfigurationOptions
        @Argument(help: "Its client_id.") var id: String

        func run() async throws {
            try await withRegistry(options) { registry in
                if registry.isConfigured(id) {
                    throw Failure("\(id) stands in the configuration file; remove it there")
                }
                guard try await registry.remove(id) else {
                    throw Failure("no portal \(id) was registered")
                }
            }
        }
    }

    private static func randomID() -> String {
        "c_" + Base64URL.encode((0..<12).map { _ in UInt8.random(in: 0...255) })
    }
}

/// Opens the registry of a configuration for one command, and closes it whatever happens.
private func withRegistry(
    _ options: ConfigurationOptions,
    _ body: (ClientRegistry) async throws -> Void
) async throws {
    let configuration = try options.load()
    let registry: ClientRegistry
    do {
        registry = try ClientRegistry(configuration)
    } catch {
        throw Failure(StartFailure.explain(error, configuration))
    }
    do {
        try await body(registry)
        registry.close()
    } catch {
        registry.close()
        throw Failure.explaining(error)
    }
}

extension Failure {
    fileprivate static func explaining(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case BrokerRefusal.invalidRequest("policy"):
            Failure("the configuration has no policy of that name; --policy takes one of its names")
        case BrokerRefusal.invalidRequest("client_id"):
            Failure("this client_id is taken, or not one of 1 to 128 bytes")
        case BrokerRefusal.invalidRequest(let parameter): Failure("\(parameter) is not good")
        case BrokerRefusal.registration(.invalidRedirectURI, _):
            Failure(
                "redirect URIs must be there, of one host, and https, http on loopback, or of a "
                    + "scheme with a dot in it")
        case BrokerRefusal.registration(_, let member):
            Failure("this portal cannot have what \(member) asks for")
        default: Failure("\(error)")
        }
    }
}
