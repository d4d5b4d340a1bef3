import ArgumentParser
import BrokerServer
import Foundation
import SessionStore

/// Where the configuration comes from: one file, the environment, flags; the later ones win.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration file (YAML).")
    var config: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Override a setting, such as log.level=debug; may be repeated.",
            valueName: "path=value"))
    var set: [String] = []

    @Option(name: .long, help: "Override issuer.") var issuer: String?
    @Option(name: .long, help: "Override listen.") var listen: String?
    @Option(name: .long, help: "Override management_listen.") var managementListen: String?
    @Option(name: .long, help: "Override database.") var database: String?
    @Option(name: .long, help: "Override key_file.") var keyFile: String?
    @Option(name: .long, help: "Override log.level.") var logLevel: String?
    @Option(name: .long, help: "Override log.format.") var logFormat: String?
    @Option(name: .long, help: "Override shutdown_grace, in seconds.") var shutdownGrace: String?

    func load() throws -> ServerConfiguration {
        do {
            return try ServerConfiguration.load(
                file: config, flags: try flags(),
                environment: ProcessInfo.processInfo.environment)
        } catch let failure as ConfigurationFailure {
            throw Failure("this configuration cannot be used:\n\(failure)")
        }
    }

    /// Opens a desk of the configuration for one command, and closes it whatever happens.
    func with<D: Desk>(_: D.Type, _ body: (D) async throws -> Void) async throws {
        let configuration = try load()
        let desk: D
        do {
            desk = try await D(configuration)
        } catch {
            throw Failure(StartFailure.explain(error, configuration))
        }
        defer { desk.close() }
        do {
            try await body(desk)
        } catch let failure as StoreFailure {
            throw Failure("the database did not do its part: \(failure)")
        }
    }

    private func flags() throws -> [String: String] {
        let named: KeyValuePairs = [
            "issuer": issuer, "listen": listen, "management_listen": managementListen,
            "database": database, "key_file": keyFile, "log.level": logLevel,
            "log.format": logFormat, "shutdown_grace": shutdownGrace,
        ]
        var flags: [String: String] = [:]
        for (path, value) in named { flags[path] = value }
        for pair in set {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { throw Failure("--set takes path=value, not \(pair)") }
            flags[String(parts[0])] = String(parts[1])
        }
        return flags
    }
}
