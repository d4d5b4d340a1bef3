import Foundation

/// Writes files that only their owner may read, whole or not at all, also across a power cut.
enum PrivateFile {
    /// Makes a new file.
    ///
    /// - Throws: when there is one already: keys are never overwritten.
    static func make(_ path: String, with bytes: [UInt8]) throws(KeyFile.Failure) {
        let temporary = try write(bytes, for: path)
        defer { unlink(temporary) }
        // A link, unlike a rename, fails when somebody else has made the file meanwhile.
        guard link(temporary, path) == 0 else { throw failure(path) }
        flushFolder(of: path)
    }

    /// Puts new contents in the place of a file, which keeps its owner: a command of root's must not
    /// take the file away from the broker.
    static func replace(_ path: String, with bytes: [UInt8]) throws(KeyFile.Failure) {
        var former = stat()
        guard stat(path, &former) == 0 else { throw failure(path) }
        let temporary = try write(bytes, for: path)
        guard chown(temporary, former.st_uid, former.st_gid) == 0 else {
            let refusal = failure(path)
            unlink(temporary)
            throw refusal
        }
        guard rename(temporary, path) == 0 else { throw failure(path) }
        flushFolder(of: path)
    }

    /// Runs while nobody else in the same folder does the same, so that two changes at once do not
    /// undo each other. Ends with the process whatever happens to it.
    static func alone<Value>(
        with path: String, _ body: () throws -> Value
    ) throws -> Value {
        let folder = open(folder(of: path), O_RDONLY)
        guard folder >= 0, flock(folder, LOCK_EX) == 0 else { throw failure(path) }
        defer { close(folder) }
        return try body()
    }

    private static func folder(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }

    /// The bytes on the disk under another name, readable by the owner from the first moment on.
    private static func write(
        _ bytes: [UInt8], for path: String
    ) throws(KeyFile.Failure) -> String {
        let temporary = path + ".new"
        // What an earlier try left behind when it was killed.
        unlink(temporary)
        let file = open(temporary, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        guard file >= 0 else { throw failure(temporary) }
        defer { close(file) }
        let count = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        guard count == bytes.count, fsync(file) == 0 else { throw failure(temporary) }
        return temporary
    }

    /// The name itself must survive as well.
    private static func flushFolder(of path: String) {
        let folder = open(folder(of: path), O_RDONLY)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func failure(_ path: String) -> KeyFile.Failure {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}
