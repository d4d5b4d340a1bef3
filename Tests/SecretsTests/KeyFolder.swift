import Foundation
import StrictJSON

@testable import Secrets

/// A folder of its own for key files.
final class KeyFolder: Sendable {
    let directory: URL
    var path: String { directory.appending(path: "test.key").path }

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "key-file-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func mode(_ path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }

    func contents() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    /// Puts a file there as another program would have left it, readable by its owner.
    func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o600)], ofItemAtPath: path)
    }

    /// A key file with these signing keys.
    func open(_ keys: [JSONValue], now: Int64) throws -> KeyFile {
        try KeyFile.open(path: path, now: now) { keys }
    }
}
