import Crypto
import Foundation
import StrictJSON
import Tokens

/// The private key of one device, and where it is enrolled.
struct DeviceKey {
    var key: SigningKey
    /// The brokers that are known to have enrolled it. Only a hint that saves a call: a broker may
    /// have been set up anew since.
    var issuers: [String]
}

/// A folder of device keys, one file for each wallet, person and device, readable by the owner
/// only. A file is a private JWK with one more member, `enrolled_at`.
struct DeviceKeys {
    let folder: String

    /// The key of a speaker; `nil` when there is none yet.
    ///
    /// - Throws: `.file` also when others may read the file: such a key proves nothing any more.
    func key(of speaker: Speaker) throws(PhoneFailure) -> DeviceKey? {
        let path = path(of: speaker)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard Self.isPrivate(path) else {
            throw .file(path, reason: "others may read this private key; delete it")
        }
        let jwk = try InputFile.readJSON(path)
        do {
            let issuers = jwk["enrolled_at"]?.array?.compactMap(\.string) ?? []
            return DeviceKey(key: try SigningKey(privateJWK: jwk), issuers: issuers)
        } catch {
            throw .file(path, reason: "is not a private P-256 key")
        }
    }

    /// The key of a speaker, made when there is none. Two programs that make it at the same time
    /// end with the same one: the file that is there first stays.
    func keyOrNewOne(of speaker: Speaker) throws(PhoneFailure) -> DeviceKey {
        if let known = try key(of: speaker) { return known }
        let new = DeviceKey(key: .newES256(), issuers: [])
        try write(new, of: speaker, replacing: false)
        return try key(of: speaker) ?? new
    }

    /// Remembers that a broker has enrolled the key.
    func remember(_ issuer: String, for speaker: Speaker) throws(PhoneFailure) {
        guard var known = try key(of: speaker), !known.issuers.contains(issuer) else { return }
        known.issuers.append(issuer)
        try write(known, of: speaker, replacing: true)
    }

    func forget(_ speaker: Speaker) throws(PhoneFailure) {
        let path = path(of: speaker)
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .file(path, reason: "cannot be deleted")
        }
    }

    // MARK: Files

    func path(of speaker: Speaker) -> String {
        let name = [speaker.wallet, speaker.person, speaker.device].map(Self.fileNamePart)
        return folder + "/" + name.joined(separator: "~") + ".jwk.json"
    }

    /// A name as part of a file name: letters, digits, `-` and `_` stay; other bytes become `%XX`,
    /// so that no name leads out of the folder; what would be too long ends in its digest.
    static func fileNamePart(_ name: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".utf8)
        let hex = Array("0123456789ABCDEF")
        var part = ""
        for byte in name.utf8 {
            if plain.contains(byte) {
                part.append(Character(Unicode.Scalar(byte)))
            } else {
                part += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
            }
        }
        guard part.utf8.count > 70 else { return part }
        let digest = SHA256.hash(data: Data(name.utf8)).prefix(16)
        return part.prefix(32) + "+"
            + digest.map { "\(hex[Int($0 >> 4)])\(hex[Int($0 & 15)])" }.joined()
    }

    private static func isPrivate(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue
        return mode.map { $0 & 0o077 == 0 } ?? false
    }

    /// Writes beside and then moves, so that no reader sees half a key.
    private func write(
        _ key: DeviceKey, of speaker: Speaker, replacing: Bool
    ) throws(PhoneFailure) {
        let path = path(of: speaker)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .file(folder, reason: "cannot be made")
        }
        var jwk = key.key.privateJWK.object ?? [:]
        jwk.append("enrolled_at", .array(key.issuers.map(JSONValue.string)))
        let draft = path + "." + UUID().uuidString
        defer { unlink(draft) }
        try Self.create(draft, JSONValue.object(jwk).serialized())
        if replacing {
            guard rename(draft, path) == 0 else { throw .file(path, reason: "cannot be written") }
        } else {
            guard link(draft, path) == 0 || errno == EEXIST
            else { throw .file(path, reason: "cannot be written") }
        }
    }

    /// Creates a file that never was readable for anyone else, not even while it was empty.
    private static func create(_ path: String, _ bytes: [UInt8]) throws(PhoneFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
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
