import Base64URL
import Crypto
import Foundation
package import StrictJSON

/// The file that holds the master keys, outside the database and readable by its owner only.
package struct KeyFile: Sendable {
    package enum Failure: Error, Sendable, Equatable {
        case unreadable(path: String, reason: String)
        /// Others on this machine can read it.
        case tooOpen(path: String, mode: String)
        case malformed(path: String)
    }

    package let ring: KeyRing
    /// Keys for tokens; the server reads them into signing keys.
    package let signingKeys: [DatedKey]
    /// Keys that sign the audit trail, oldest first; of all but the last only the public half.
    package let auditKeys: [DatedKey]

    /// Opens the file, or makes it with fresh keys where there is none.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970, for a new file.
    ///   - makeSigningKeys: called once, for a new file.
    package static func open(
        path: String, now: Int64, makeSigningKeys: () throws -> [JSONValue]
    ) throws -> KeyFile {
        if !FileManager.default.fileExists(atPath: path) {
            let keys = try makeSigningKeys().map { DatedKey.json($0, madeAt: now) }
            try create(path: path, signingKeys: keys)
        }
        return try read(path: path)
    }

    package static func read(path: String) throws(Failure) -> KeyFile {
        let bytes = try contents(path: path)
        guard let json = try? JSONValue(parsing: bytes), json["version"]?.integer == 1,
            let derivation = key("derivation", in: json), let sealing = key("sealing", in: json),
            let subject = key("subject", in: json), let signing = json["signing"]?.array
        else { throw .malformed(path: path) }
        return KeyFile(
            ring: KeyRing(derivation: derivation, sealing: sealing, subject: subject),
            signingKeys: signing.map(DatedKey.init),
            auditKeys: (json["audit"]?.array ?? []).map(DatedKey.init))
    }

    static func contents(path: String) throws(Failure) -> [UInt8] {
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
            if mode & 0o077 != 0 {
                throw Failure.tooOpen(path: path, mode: String(mode, radix: 8))
            }
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }

    private static func key(_ name: String, in json: JSONValue) -> SymmetricKey? {
        guard let text = json[name]?.string, let bytes = Base64URL.decode(text), bytes.count == 32
        else { return nil }
        return SymmetricKey(data: bytes)
    }

    /// Writes under another name first: a crash leaves either no key file or a whole one.
    private static func create(path: String, signingKeys: [JSONValue]) throws {
        var members: JSONObject = ["version": 1]
        for name in ["derivation", "sealing", "subject"] {
            let key = SymmetricKey(size: .bits256).withUnsafeBytes { Base64URL.encode($0) }
            members.append(name, key)
        }
        members.append("signing", .array(signingKeys))
        try PrivateFile.make(path, with: JSONValue.object(members).serialized())
    }

    /// Copies the file to a new place, for the safe of the operator.
    package static func backUp(path: String, to copy: String) throws {
        _ = try read(path: path)
        try PrivateFile.make(copy, with: try contents(path: path))
    }
}
