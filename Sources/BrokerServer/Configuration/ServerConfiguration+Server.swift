import Broker
import BrokerHTTP
import Foundation
import Logging
import RateLimiting

/// The settings of the process itself.
extension ServerConfiguration {
    static func readIssuer(_ section: ConfigurationSection) -> String {
        let issuer = section.requiredText("issuer", "public URL of the broker, in codes and tokens")
        if issuer.isEmpty { return issuer }
        guard let url = URL(string: issuer), let host = url.host, url.query == nil,
            url.fragment == nil, url.user == nil, !issuer.hasSuffix("/"),
            let origin = origin(of: url), issuer == origin || issuer.hasPrefix(origin + "/"),
            issuer.utf8.count <= 200
        else {
            section.complain(
                "must be an http or https URL of at most 200 bytes, the host in small letters, "
                    + "without default port and without a slash at its end", at: "issuer")
            return issuer
        }
        if url.scheme == "http" && !PortalAddress.isLoopback(host) {
            section.reader.complain(
                "is not https: anyone on the way can read and change what is shown",
                at: "issuer", line: section.line, severity: .warning)
        }
        return issuer
    }

    /// The origin as browsers write it: small letters, no default port.
    static func origin(of url: URL) -> String? {
        guard let scheme = url.scheme, let host = url.host?.lowercased(),
            scheme == "https" || scheme == "http"
        else { return nil }
        let isDefault = url.port == (scheme == "https" ? 443 : 80)
        let port = isDefault ? "" : url.port.map { ":\($0)" } ?? ""
        let isIPv6 = host.contains(":") && !host.hasPrefix("[")
        return "\(scheme)://\(isIPv6 ? "[\(host)]" : host)\(port)"
    }

    static func readAddress(
        _ section: ConfigurationSection, _ key: String, _ fallback: String, _ meaning: String
    ) -> ListenAddress? {
        let text = section.text(key, fallback, meaning) ?? fallback
        guard let address = ListenAddress(text) else {
            section.complain("must be host:port", at: key)
            return nil
        }
        return address
    }

    static func readTLS(
        _ section: ConfigurationSection, _ files: ConfigurationFiles
    ) -> TLS? {
        let tls = section.section("tls")
        let certificate = tls.text(
            "certificate_file", nil, "PEM chain; without it a proxy in front ends TLS")
        let key = tls.text("private_key_file", nil, "PEM key of the certificate")
        tls.finish()
        guard tls.isPresent || certificate != nil || key != nil else { return nil }
        guard let certificate, let key else {
            section.complain("needs certificate_file and private_key_file", at: "tls")
            return nil
        }
        for (name, file) in [("certificate_file", certificate), ("private_key_file", key)]
        where files.contents(file) == nil {
            tls.complain("cannot be read", at: name)
        }
        return TLS(certificateFile: files.path(certificate), privateKeyFile: files.path(key))
    }

    static func readProxies(_ section: ConfigurationSection) -> TrustedProxies {
        TrustedProxies(
            section.networks(
                "trusted_proxies", "addresses or networks whose X-Forwarded-For counts"))
    }

    static func readLog(
        _ section: ConfigurationSection
    ) -> (level: Logger.Level, format: LogFormat) {
        let log = section.section("log")
        let level = log.choice(
            "level", "info", Logger.Level.allCases.map(\.rawValue), "what is logged")
        let format = log.choice(
            "format", "json", LogFormat.allCases.map(\.rawValue), "one JSON object a line, or text")
        log.finish()
        return (Logger.Level(rawValue: level) ?? .info, LogFormat(rawValue: format) ?? .json)
    }

    static func readLimits(
        _ section: ConfigurationSection
    ) -> (settings: LimitSettings, connections: ConnectionShare) {
        let limits = section.section("limits")
        var settings = LimitSettings()
        func read(_ key: String, _ value: inout Allowance?, _ meaning: String) {
            value = limits.allowance(key, value, meaning)
        }
        read("create_per_address", &settings.createPerAddress, "login sessions one address starts")
        read("create_per_client", &settings.createPerClient, "login sessions one portal starts")
        read(
            "wallet_calls_per_wallet", &settings.walletCallsPerWallet,
            "verified statements of one wallet, for all its people together")
        read(
            "wallet_calls_per_subject", &settings.walletCallsPerSubject,
            "verified statements of one person")
        read(
            "unknown_code_per_subject", &settings.unknownCodePerSubject,
            "unknown codes one person tries")
        read("token_per_client", &settings.tokenPerClient, "codes one portal redeems")
        read(
            "invalid_statement_per_address", &settings.invalidStatementPerAddress,
            "statements of one address that do not verify")
        read("captures_per_subject", &settings.capturesPerSubject, "face captures of one person")
        read(
            "portraits_per_login", &settings.portraitsPerLogin,
            "portraits compared with the face of one login")
        settings.concurrentRequests = limits.number(
            "concurrent_requests", settings.concurrentRequests, 1...100_000, "requests",
            "worked on at a time; beyond it, and sooner where they wait longer than 0.1 s for a "
                + "processor, new logins get 503, beyond 8 times as many all do")
        let connections = readConnectionShare(limits)
        limits.finish()
        return (settings, connections)
    }
}
