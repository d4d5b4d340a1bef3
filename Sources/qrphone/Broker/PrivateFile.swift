import Foundation
import StrictJSON

/// A file in the phone's folder that is for the eyes of its owner only.
struct PrivateFile {
    let path: String

    /// Whether nobody but the owner may read it.
    var isPrivate: Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue
        return mode.map { $0 & 0o077 == 0 } ?? false
    }

    /// Writes beside and then moves, so that no reader sees half of it; makes the folder first.
    ///
    /// - Parameter replacing: otherwise a file that is there already stays, which is no error.
    func write(_ document: JSONValue, replacing: Bool) throws(PhoneFailure) {
        try makeFolder()
        let draft = path + "." + UUID().uuidString
        defer { unlink(draft) }
        try create(draft, document.serialized())
        if replacing {
            guard rename(draft, path) == 0 else { throw .file(path, reason: "cannot be written") }
        } else {
            guard link(draft, path) == 0 || errno == EEXIST
            else { throw .file(path, reason: "cannot be written") }
        }
    }

    private func makeFolder() throws(PhoneFailure) {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .file(folder, reason: "cannot be made")
        }
    }

    /// Creates a file that never was readable for anyone else, not even while it was empty.
    private func create(_ draft: String, _ bytes: [UInt8]) throws(PhoneFailure) {
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path, reason: "cannot be written") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        } catch {
            throw .file(path, reason: "cannot be written")
        }
    }
}
