import Foundation
package import StrictJSON

/// The keys that sign the audit trail and nothing else: whoever gets hold of a key for tokens cannot
/// write the past anew.
extension KeyFile {
    /// Adds the first such key to a file that has none, as files of former versions have not.
    package static func addAuditKey(
        path: String, now: Int64, make: () throws -> JSONValue
    ) throws -> KeyFile {
        try PrivateFile.alone(with: path) {
            let file = try read(path: path)
            // Another process may have been faster.
            guard file.auditKeys.isEmpty else { return file }
            try replaceAuditKeys([DatedKey.json(try make(), madeAt: now)], path: path)
            return try read(path: path)
        }
    }

    /// Puts a new key in the place of the one in use, of which only the public half stays: what it
    /// signed can be checked for good, and nobody signs with it again.
    ///
    /// - Parameter publicHalf: of a private JWK.
    package static func rotateAuditKey(
        path: String, now: Int64, make: () throws -> JSONValue,
        publicHalf: (JSONValue) throws -> JSONValue
    ) throws -> KeyFile {
        try PrivateFile.alone(with: path) {
            let keys = try read(path: path).auditKeys.map { key -> JSONValue in
                guard key.isPrivate, var half = try publicHalf(key.jwk).object else {
                    return key.jwk
                }
                half.append("made_at", .integer(key.madeAt))
                half.append("retired_at", .integer(now))
                return .object(half)
            }
            try replaceAuditKeys(keys + [DatedKey.json(try make(), madeAt: now)], path: path)
            return try read(path: path)
        }
    }

    private static func replaceAuditKeys(_ keys: [JSONValue], path: String) throws {
        guard var members = try JSONValue(parsing: try contents(path: path)).object
        else { throw Failure.malformed(path: path) }
        members["audit"] = .array(keys)
        try PrivateFile.replace(path, with: JSONValue.object(members).serialized())
    }
}

extension DatedKey {
    /// Whether it can sign.
    package var isPrivate: Bool { jwk["d"] != nil || jwk["pem"] != nil }
}
