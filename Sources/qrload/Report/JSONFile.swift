import Foundation

/// Reports for programs.
enum JSONFile {
    /// - Parameter path: `-` is standard output; `nil` writes nothing.
    /// - Throws: `.file`.
    static func write(_ report: some Encodable, to path: String?) throws(LoadFailure) {
        guard let path else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            let bytes = try encoder.encode(report) + Data("\n".utf8)
            if path == "-" {
                try FileHandle.standardOutput.write(contentsOf: bytes)
            } else {
                try bytes.write(to: URL(fileURLWithPath: path))
            }
        } catch {
            throw .file(path, reason: "cannot be written")
        }
    }
}
