import Foundation

/// Which seeds a test plays.
package enum Seeds {
    /// - Parameters:
    ///   - variable: of the environment, such as `17` or `1..5000`, where others are asked for.
    ///   - usual: those of every run.
    package static func asked(
        by variable: String, usual: ClosedRange<UInt64>
    ) -> ClosedRange<UInt64> {
        let text = ProcessInfo.processInfo.environment[variable] ?? ""
        let ends = text.split(separator: "..").compactMap { UInt64($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return usual }
        return first...last
    }
}
