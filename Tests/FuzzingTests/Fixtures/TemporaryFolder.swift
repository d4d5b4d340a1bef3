import Foundation

/// Files of this run, removed when the process ends.
enum TemporaryFolder {
    static let url: URL = {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "fuzzing-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(at: TemporaryFolder.url) }
        return url
    }()
}
