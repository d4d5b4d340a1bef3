import Yams

/// Every setting there is, for `qrbroker config reference`.
package enum ConfigurationReference {
    /// One entry of each list, so that reading it meets every setting.
    private static let sample = """
        issuer: http://127.0.0.1:8080
        terms: { sample: { version: "1", url: /terms/sample } }
        relying_parties:
          - { id: sample, domain: sample, redirect_uris: [], public: true, wallets: [sample],
              scopes: [{ name: profile }], policies: { login: sample } }
        wallets: [{ id: sample, guide: sample, apps: [{ id: sample }] }]
        levels: [{ by: [face] }]
        policies: { sample: { asks: [] } }
        """

    /// A table of path, type and range, default, variable, and meaning.
    package static func text() -> String {
        let reader = ConfigurationReader(flags: [:], environment: [:])
        let root = try? Yams.compose(yaml: sample)
        _ = ServerConfiguration.read(root, reader, ".")
        let rows = reader.settings.map { setting in
            "\(setting.path)\n    \(setting.meaning)\n    type: \(setting.type)"
                + "\n    default: \(setting.fallback)"
                + variableRow(setting.path)
        }
        return rows.joined(separator: "\n") + "\n"
    }

    private static func variableRow(_ path: String) -> String {
        path.contains("[]") || path.contains("*")
            ? "" : "\n    environment: \(ConfigurationReader.variable(path))"
    }
}
