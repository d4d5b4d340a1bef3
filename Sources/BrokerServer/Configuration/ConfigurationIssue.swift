/// One thing that is wrong with a configuration.
package struct ConfigurationIssue: Sendable, Equatable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        case error
        case warning
    }

    package let severity: Severity
    /// Where: keys joined by dots, list entries by their id.
    package let path: String
    /// The line of the file, where there is one.
    package let line: Int?
    package let message: String

    package var description: String {
        let place = line.map { "line \($0): " } ?? ""
        return "\(severity.rawValue): \(place)\(path): \(message)"
    }
}

/// All that is wrong with a configuration, so that the operator mends it in one go.
package struct ConfigurationFailure: Error, CustomStringConvertible {
    package let issues: [ConfigurationIssue]

    package var description: String { issues.map(\.description).joined(separator: "\n") }
}
