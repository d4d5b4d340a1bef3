import Foundation

/// Reports for programs.
enum JSONFile {
    /// - Parameter path: `-` is standard output; `nil` writes nothing.
    /// - Throws: `.file`.
    static func write(_ report: some Encodable, to path: String?) throws(LoadFailure) {
        guard let path else { return }
        do {
            let bytes = try bytes(of: report)
            if path == "-" {
                try FileHandle.standardOutput.write(contentsOf: bytes)
            } else {
                try bytes.write(to: URL(fileURLWithPath: path))
            }
        } catch {
            throw .file(path, reason: "cannot be written")
        }
    }

    /// Names as the wire contract writes them: `cpu_seconds`.
    static func bytes(of report: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(report) + Data("\n".utf8)
    }
}
