import Foundation

/// Where a report goes.
enum OutputFile {
    /// The path that is standard output.
    static let standardOutput = "-"

    /// - Throws: `.file`.
    static func write(_ bytes: Data, to path: String) throws(LoadFailure) {
        do {
            if path == standardOutput {
                try FileHandle.standardOutput.write(contentsOf: bytes)
            } else {
                try bytes.write(to: URL(fileURLWithPath: path))
            }
        } catch {
            throw .file(path, reason: "cannot be written")
        }
    }
}
