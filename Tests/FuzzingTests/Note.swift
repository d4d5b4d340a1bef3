import Foundation

/// The seed that is being played, in a file: where the whole process dies, nothing else tells it.
struct Note {
    private let file: FileHandle?
    private let path: String

    /// - Parameter folder: `nil` where nobody will look.
    init(_ name: String, folder: String?) {
        path = (folder ?? "") + "/" + name
        guard folder != nil else {
            file = nil
            return
        }
        let isThere = FileManager.default.createFile(atPath: path, contents: nil)
        file = isThere ? FileHandle(forWritingAtPath: path) : nil
    }

    func write(_ seed: UInt64) {
        try? file?.seek(toOffset: 0)
        try? file?.write(contentsOf: Data("\(seed)\n".utf8))
    }

    func remove() { if file != nil { try? FileManager.default.removeItem(atPath: path) } }
}
