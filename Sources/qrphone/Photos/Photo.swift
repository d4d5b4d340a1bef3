import Base64URL
import Crypto
import Foundation

/// A picture of a face, as it is in its file.
struct Photo: Equatable {
    var bytes: [UInt8]
    /// What the bytes are; where they are no picture, what the file's name says they are, so that
    /// the broker's answer to such a file can be seen too.
    var mediaType: String

    init(bytes: [UInt8], name: String) {
        self.bytes = bytes
        mediaType =
            if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
                "image/jpeg"
            } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
                "image/png"
            } else {
                name.lowercased().hasSuffix(".png") ? "image/png" : "image/jpeg"
            }
    }

    init(file path: String) throws(PhoneFailure) {
        self.init(bytes: try InputFile.read(path), name: path)
    }

    /// How statements name it: the SHA-256 of its bytes, base64url.
    var digest: String { Base64URL.encode(SHA256.hash(data: Data(bytes))) }

    /// The pictures of a folder in the order of their names, as a camera numbers them; hidden files
    /// and folders in it do not count.
    static func folder(_ path: String) throws(PhoneFailure) -> [Photo] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw .file(path, reason: "is not a folder that can be read")
        }
        var photos: [Photo] = []
        for name in names.sorted() where !name.hasPrefix(".") && !isFolder(path + "/" + name) {
            photos.append(try Photo(file: path + "/" + name))
        }
        guard !photos.isEmpty else { throw .file(path, reason: "there are no pictures in it") }
        return photos
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}

extension Photo {
    /// The pictures that a person named in one line: files with blanks between them, or a folder.
    static func named(_ line: String) throws(PhoneFailure) -> [Photo] {
        if isFolder(line) { return try folder(line) }
        if FileManager.default.fileExists(atPath: line) { return [try Photo(file: line)] }
        var photos: [Photo] = []
        for path in line.split(separator: " ") { photos.append(try Photo(file: String(path))) }
        return photos
    }
}
