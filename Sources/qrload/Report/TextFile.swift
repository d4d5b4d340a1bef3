import Foundation

/// Reports for people and for other tools.
enum TextFile {
    /// - Throws: `.file`.
    static func write(_ text: String, to path: String) throws(LoadFailure) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw .file(path, reason: "cannot be written")
        }
    }
}
