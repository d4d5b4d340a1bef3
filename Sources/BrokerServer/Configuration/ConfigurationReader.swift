import Yams

/// Reads a configuration and notes everything about it: what is wrong, and what there is to set.
///
/// The reference that operators print is recorded by the very calls that read the file, so the two
/// cannot differ.
final class ConfigurationReader {
    /// One setting, as the reference tells it.
    struct Setting {
        let path: String
        let type: String
        let fallback: String
        let meaning: String
    }

    /// Where values may come from beside the file; flags win over the environment.
    private let flags: [String: String]
    private let environment: [String: String]
    private var usedFlags: Set<String> = []
    private var usedVariables: Set<String> = []
    private(set) var issues: [ConfigurationIssue] = []
    private(set) var settings: [Setting] = []

    static let variablePrefix = "QRBROKER_"

    /// - Parameters:
    ///   - flags: `path=value` of `--set`, by path.
    ///   - environment: only variables with the prefix are looked at.
    init(flags: [String: String], environment: [String: String]) {
        self.flags = flags
        self.environment = environment.filter { $0.key.hasPrefix(Self.variablePrefix) }
    }

    func complain(
        _ message: String, at path: String, line: Int? = nil,
        severity: ConfigurationIssue.Severity = .error
    ) {
        issues.append(
            ConfigurationIssue(severity: severity, path: path, line: line, message: message))
    }

    func record(_ path: String, _ type: String, _ fallback: String, _ meaning: String) {
        if settings.contains(where: { $0.path == path }) { return }
        settings.append(
            Setting(path: path, type: type, fallback: fallback, meaning: meaning))
    }

    /// The value of a flag or a variable for this path.
    func override(_ path: String) -> String? {
        let variable = Self.variable(path)
        let fromVariable = environment[variable]
        if fromVariable != nil { usedVariables.insert(variable) }
        guard let flag = flags[path] else { return fromVariable }
        usedFlags.insert(path)
        return flag
    }

    /// `log.level` is `QRBROKER_LOG_LEVEL`.
    static func variable(_ path: String) -> String {
        let name = path.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        return variablePrefix + String(name)
    }

    /// Whatever nobody asked for was meant for something, and is not to be ignored silently.
    func complainAboutUnused() {
        for path in flags.keys.sorted() where !usedFlags.contains(path) {
            complain("no such setting (--set)", at: path)
        }
        for variable in environment.keys.sorted() where !usedVariables.contains(variable) {
            complain("no such setting (environment)", at: variable)
        }
    }
}
