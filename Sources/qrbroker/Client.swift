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
            try await options.with(ClientRegistry.self) { registry in
                do throws(BrokerRefusal) {
                    let client = try await registry.add(id: id ?? Client.randomID(), metadata)
                    print(client.json.serializedText())
                } catch {
                    throw Failure(error)
                }
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
            try await options.with(ClientRegistry.self) { registry in
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
            try await options.with(ClientRegistry.self) { registry in
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

extension Failure {
    fileprivate init(_ refusal: BrokerRefusal) {
        self.init(Self.explain(refusal))
    }

    private static func explain(_ refusal: BrokerRefusal) -> String {
        switch refusal {
        case .invalidRequest("policy"):
            "the configuration has no policy of that name; --policy takes one of its names"
        case .invalidRequest("client_id"):
            "this client_id is taken, or not one of 1 to 128 bytes"
        case .invalidRequest(let parameter): "\(parameter) is not good"
        case .registration(.invalidRedirectURI, _):
            "redirect URIs must be there, of one host, and https, http on loopback, or of a scheme "
                + "with a dot in it"
        case .registration(_, let member): "this portal cannot have what \(member) asks for"
        default: "\(refusal)"
        }
    }
}
