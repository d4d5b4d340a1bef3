import AuditChain
import Base64URL
import StrictJSON
package import Tokens

/// Why a checkpoint counts for nothing.
package enum CheckpointFault: Error, Sendable, Equatable {
    case malformed
    /// Signed by none of the keys that it may be signed with.
    case unknownKey
    case wrongSignature
    /// Signed after its key was replaced.
    case retiredKey
}

/// The broker's word for the first rows of its audit trail: a signed tree head as in RFC 6962
/// section 3.5, in the form of a JWS.
package struct Checkpoint: Sendable, Equatable {
    /// The `typ` of its header.
    package static let type = "qrbroker-checkpoint+jwt"

    package var issuer: String
    /// How many rows.
    package var size: Int64
    /// Root of the hash tree over the rows' hashes.
    package var root: [UInt8]
    /// The hash in the last of the rows.
    package var chain: [UInt8]
    /// Seconds since 1970.
    package var at: Int64

    package init(issuer: String, size: Int64, root: [UInt8], chain: [UInt8], at: Int64) {
        self.issuer = issuer
        self.size = size
        self.root = root
        self.chain = chain
        self.at = at
    }

    package func signed(by key: SigningKey) throws -> String {
        let payload: JSONObject = [
            "iss": .string(issuer), "iat": .integer(at), "size": .integer(size),
            "root": .string(Base64URL.encode(root)), "chain": .string(Base64URL.encode(chain)),
        ]
        return try CompactJWS.signed(payload, type: Self.type, by: key)
    }

    /// Reads a checkpoint that one of these keys signed.
    package init(_ text: String, signedBy keys: AuditKeys) throws(CheckpointFault) {
        guard let jws = try? CompactJWS(parsing: text),
            jws.header["typ"]?.string == Self.type, !jws.header.keys.contains("crit")
        else { throw .malformed }
        let payload = try keys.payload(of: jws)
        guard let issuer = payload["iss"]?.string, let at = payload["iat"]?.integer,
            let size = payload["size"]?.integer, size > 0,
            let root = payload["root"]?.string.flatMap({ Base64URL.decode($0) }),
            let chain = payload["chain"]?.string.flatMap({ Base64URL.decode($0) }),
            root.count == MerkleTree.hashSize, chain.count == MerkleTree.hashSize
        else { throw .malformed }
        self.init(issuer: issuer, size: size, root: root, chain: chain, at: at)
    }
}
