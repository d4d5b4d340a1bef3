package import StrictJSON
package import Tokens

/// The public keys that checkpoints of one broker may be signed with.
///
/// A key that was replaced stays here for good, because what it signed stays; but it signs nothing
/// that is younger than its end.
package struct AuditKeys: Sendable {
    private let keys: KeySet
    private let retiredAt: [String: Int64]

    /// Seconds by which a broker may still sign with a key that a command has just replaced.
    static let overlap: Int64 = 600

    /// Reads a key set (RFC 7517) as `qrbroker audit keys` prints it, or a single key.
    package init(json: JSONValue) throws(KeyFailure) {
        let entries = json["keys"]?.array ?? [json]
        var retired: [String: Int64] = [:]
        var keys: [VerificationKey] = []
        for entry in entries {
            let key = try VerificationKey(jwk: entry)
            keys.append(key)
            retired[key.kid] = entry["retired_at"]?.integer
        }
        self.keys = KeySet(keys)
        retiredAt = retired
    }

    /// The JWS's payload, if one of these keys signed it.
    func payload(of jws: CompactJWS) throws(CheckpointFault) -> JSONObject {
        guard let kid = jws.header["kid"]?.string, let key = keys[kid] else { throw .unknownKey }
        guard let payload = jws.payload(verifiedBy: key) else { throw .wrongSignature }
        if let end = retiredAt[kid], let at = payload["iat"]?.integer, at > end + Self.overlap {
            throw .retiredKey
        }
        return payload
    }
}
