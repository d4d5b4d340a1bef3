import Foundation
package import StrictJSON

/// A signing key of the key file with the time it was made.
package struct DatedKey: Sendable {
    /// A private JSON Web Key.
    package let jwk: JSONValue
    /// Seconds since 1970; 0 for keys of the first version, which did not say.
    package let madeAt: Int64

    init(_ json: JSONValue) {
        jwk = json
        madeAt = json["made_at"]?.integer ?? 0
    }

    static func json(_ jwk: JSONValue, madeAt: Int64) -> JSONValue {
        guard var members = jwk.object else { return jwk }
        members["made_at"] = .integer(madeAt)
        return .object(members)
    }
}

extension KeyFile {
    /// How long a replaced signing key stays in the file and at `/jwks`: an ID token that has run
    /// out is still good as a hint at a logout, and people sign out after weeks.
    package static let retirement: Int64 = 60 * 86_400

    /// Adds a new signing key of every kind the file has, and drops those replaced long ago. The
    /// new ones sign as soon as everybody can have read them; the file is replaced as a whole.
    ///
    /// - Parameters:
    ///   - make: a new private JWK of the same kind as the given one.
    ///   - now: seconds since 1970.
    package static func rotate(
        path: String, now: Int64, _ make: (JSONValue) throws -> JSONValue
    ) throws -> KeyFile {
        try PrivateFile.alone(with: path) { try rotateAlone(path: path, now: now, make) }
    }

    private static func rotateAlone(
        path: String, now: Int64, _ make: (JSONValue) throws -> JSONValue
    ) throws -> KeyFile {
        let file = try read(path: path)
        var kept: [DatedKey] = []
        var new: [JSONValue] = []
        for kind in ["EC", "RSA"] {
            let keys = file.signingKeys.filter { $0.jwk["kty"]?.string == kind }
                .sorted { $0.madeAt < $1.madeAt }
            guard let newest = keys.last else { continue }
            // A key is replaced when the next one is made.
            for (key, next) in zip(keys, keys.dropFirst()) where next.madeAt + retirement > now {
                kept.append(key)
            }
            kept.append(newest)
            new.append(DatedKey.json(try make(newest.jwk), madeAt: now))
        }
        try replaceSigningKeys(kept.map(\.jwk) + new, path: path)
        return try read(path: path)
    }

    /// Adds one signing key, of a kind that the file lacks.
    package static func add(
        signingKey: JSONValue, path: String, now: Int64
    ) throws -> KeyFile {
        try PrivateFile.alone(with: path) {
            let known = try read(path: path).signingKeys.map(\.jwk)
            try replaceSigningKeys(known + [DatedKey.json(signingKey, madeAt: now)], path: path)
            return try read(path: path)
        }
    }

    private static func replaceSigningKeys(_ keys: [JSONValue], path: String) throws {
        guard var members = try JSONValue(parsing: try contents(path: path)).object
        else { throw Failure.malformed(path: path) }
        members["signing"] = .array(keys)
        try PrivateFile.replace(path, with: JSONValue.object(members).serialized())
    }
}
