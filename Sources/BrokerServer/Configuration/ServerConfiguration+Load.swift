import Broker
import BrokerHTTP
import Foundation
import Logging
import LoginFlow
import RateLimiting
import Yams

extension ServerConfiguration {
    /// Reads and checks a configuration file.
    ///
    /// - Parameters:
    ///   - flags: values of `--set`, by path.
    ///   - environment: variables that override settings begin with `QRBROKER_`.
    /// - Throws: `ConfigurationFailure` with everything that is wrong.
    package static func load(
        file: String, flags: [String: String] = [:], environment: [String: String] = [:]
    ) throws(ConfigurationFailure) -> ServerConfiguration {
        let text: String
        do {
            text = try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw ConfigurationFailure(issues: [
                ConfigurationIssue(
                    severity: .error, path: file, line: nil, message: "cannot be read")
            ])
        }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
        return try load(text: text, folder: folder.path, flags: flags, environment: environment)
    }

    /// The same from text, with relative paths below a folder.
    package static func load(
        text: String, folder: String, flags: [String: String] = [:],
        environment: [String: String] = [:]
    ) throws(ConfigurationFailure) -> ServerConfiguration {
        let reader = ConfigurationReader(flags: flags, environment: environment)
        let configuration = read(try root(text), reader, folder)
        reader.complainAboutUnused()
        let errors = reader.issues.filter { $0.severity == .error }
        guard errors.isEmpty, var configuration else {
            throw ConfigurationFailure(issues: reader.issues)
        }
        configuration.warnings = reader.issues
        return configuration
    }

    private static func root(_ text: String) throws(ConfigurationFailure) -> Node? {
        do {
            return try Yams.compose(yaml: text)
        } catch {
            let message = (error as? YamlError).map { "\($0)" } ?? "not YAML"
            throw ConfigurationFailure(issues: [
                ConfigurationIssue(severity: .error, path: "file", line: nil, message: message)
            ])
        }
    }

    static func read(
        _ root: Node?, _ reader: ConfigurationReader, _ folder: String
    ) -> ServerConfiguration? {
        let section = ConfigurationSection(reader, node: root)
        let files = ConfigurationFiles(folder: folder)
        let issuer = readIssuer(section)
        let listen = readAddress(section, "listen", "127.0.0.1:8080", "where pages and phones call")
        let management = readAddress(
            section, "management_listen", "127.0.0.1:9080", "where operators and probes call")
        let tls = readTLS(section, files)
        let database =
            section.text("database", "./qrbroker.sqlite", "SQLite file, made when missing") ?? ""
        let keyFile =
            section.text(
                "key_file", "./qrbroker.key", "master keys, made on first start with mode 0600")
            ?? ""
        let proxies = readProxies(section)
        let log = readLog(section)
        let grace = section.number(
            "shutdown_grace", 20, 1...300, "seconds", "how long a shutdown may take")
        let limits = readLimits(section)
        let risk = readRisk(section, files)
        let terms = readTerms(section)
        let wallets = readWallets(section, files)
        let levels = readLevels(section)
        let policies = readPolicies(section, terms, levels, wallets)
        let face = readFace(section, files, issuer: issuer)
        check(policies, face, reader)
        let parties = readRelyingParties(section, files, policies, wallets)
        check(framesOf: parties, issuer: issuer, reader)
        let signInLifetime = section.number(
            "sign_in_lifetime", 43_200, 300...2_592_000, "seconds",
            "how long a sign-in at the broker lasts")
        let keyAge = section.number(
            "signing_key_age", 7_776_000, 0...63_072_000, "seconds",
            "after which a new signing key is made; 0: by command only")
        let (audit, evidenceLifetime) = readAudit(section)
        let registration = readRegistration(section, files, policies, wallets)
        section.finish()
        guard let listen, let management else { return nil }
        var settings = BrokerSettings(
            issuer: issuer, relyingParties: parties, wallets: wallets, terms: terms,
            limits: limits.settings)
        settings.risk = risk.settings
        settings.signInLifetime = Seconds(signInLifetime)
        settings.registration = registration
        settings.policies = policies
        settings.levels = levels
        settings.evidenceLifetime = evidenceLifetime
        return ServerConfiguration(
            broker: settings, listen: listen, managementListen: management, tls: tls,
            database: files.path(database), keyFile: files.path(keyFile), proxies: proxies,
            connectionShare: limits.connections, logLevel: log.level, logFormat: log.format,
            shutdownGrace: grace, signingKeyAge: keyAge,
            face: face, audit: audit, placeDatabase: risk.placeDatabase, warnings: [])
    }
}

/// Files named by the configuration, relative to it.
struct ConfigurationFiles {
    let folder: String

    func path(_ text: String) -> String {
        text.hasPrefix("/") ? text : folder + "/" + text
    }

    func contents(_ text: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(fileURLWithPath: path(text)))).map { Array($0) }
    }
}
