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
        guard PrivateFile(path: path).isPrivate else {
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
        path(of: speaker, ending: "jwk.json")
    }

    /// The file of something that a speaker has.
    func path(of speaker: Speaker, ending: String) -> String {
        let name = [speaker.wallet, speaker.person, speaker.device].map(Self.fileNamePart)
        return folder + "/" + name.joined(separator: "~") + "." + ending
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

    private func write(
        _ key: DeviceKey, of speaker: Speaker, replacing: Bool
    ) throws(PhoneFailure) {
        var jwk = key.key.privateJWK.object ?? [:]
        jwk.append("enrolled_at", .array(key.issuers.map(JSONValue.string)))
        try PrivateFile(path: path(of: speaker)).write(.object(jwk), replacing: replacing)
    }
}
