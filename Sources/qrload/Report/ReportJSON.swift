import Foundation

/// Reports for programs, with names as the wire contract writes them: `cpu_seconds`.
enum ReportJSON {
    static func bytes(of report: some Encodable) -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(report) else {
            preconditionFailure("a report has finite numbers only")
        }
        return bytes + Data("\n".utf8)
    }
}
