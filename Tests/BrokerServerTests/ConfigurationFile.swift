import BrokerServer
import Foundation
import StrictJSON
import Tokens

/// The smallest configuration that starts, with more in it where a test wants that.
struct ConfigurationFile {
    /// Members of the one portal, after those it must have.
    var party = ""
    /// Members of the policy of its logins.
    var policy = "asks: [consent]"
    /// Members of the one wallet, after those it must have.
    var wallet = ""
    /// Lines at the top level.
    var more = ""
    /// Files beside it, by name.
    var files: [String: String] = [:]
    var authentication = "public: true"
    var redirectURIs = "[https://portal.example/cb]"

    var text: String {
        """
        issuer: https://login.example
        relying_parties:
          - { id: portal, domain: portal.example, redirect_uris: \(redirectURIs),
              \(authentication), policies: { login: default }\(party.isEmpty ? "" : ", \(party)") }
        wallets: [{ id: wallet, jwks_file: keys.json\(wallet.isEmpty ? "" : ", \(wallet)") }]
        policies: { default: { \(policy) } }
        \(more)
        """
    }

    func load(
        flags: [String: String] = [:], environment: [String: String] = [:]
    ) throws -> ServerConfiguration {
        try Self.load(text, files: files, flags: flags, environment: environment)
    }

    static func load(
        _ text: String, files: [String: String] = [:], flags: [String: String] = [:],
        environment: [String: String] = [:]
    ) throws -> ServerConfiguration {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("qrbroker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let keys = KeySet([SigningKey.newES256().publicKey]).jwks.serialized()
        try Data(keys).write(to: folder.appendingPathComponent("keys.json"))
        for (name, text) in files {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }
        return try ServerConfiguration.load(
            text: text, folder: folder.path, flags: flags, environment: environment)
    }

    /// The paths of everything that is wrong with it.
    var issues: [String] { Self.issues(of: { try load() }) }

    static func issues(of load: () throws -> ServerConfiguration) -> [String] {
        do {
            _ = try load()
            return []
        } catch let failure as ConfigurationFailure {
            return failure.issues.map(\.path)
        } catch {
            return ["\(error)"]
        }
    }
}
