import Base64URL
import Crypto
import CryptoExtras
import Foundation
package import StrictJSON

/// Why a JSON Web Key cannot be used.
package enum KeyFailure: Error, Equatable, Sendable {
    /// A member is missing or of the wrong type; the value names it.
    case missing(String)
    /// A kind of key, curve or algorithm the broker does not take.
    case unsupported(String)
    /// The numbers are not a key: not on the curve, too short, not base64url.
    case invalid
}

/// A public key with the one algorithm it may be used with (RFC 7517).
package struct VerificationKey: Sendable {
    enum Material: Sendable {
        case es256(P256.Signing.PublicKey)
        case edDSA(Curve25519.Signing.PublicKey)
        case rs256(_RSA.Signing.PublicKey)
    }

    package let kid: String
    /// The RFC 7638 thumbprint: SHA-256 over the required members, base64url.
    package let thumbprint: String
    let material: Material

    /// The shortest RSA key taken, in bits (RFC 7518 section 3.3).
    package static let minimumRSABits = 2048

    package var algorithm: SignatureAlgorithm {
        switch material {
        case .es256: .es256
        case .edDSA: .edDSA
        case .rs256: .rs256
        }
    }

    init(kid: String, material: Material) {
        self.kid = kid
        self.material = material
        thumbprint = Self.thumbprint(of: Self.requiredMembers(of: material))
    }

    /// Reads a public JWK. Without `kid` the thumbprint takes its place.
    package init(jwk: JSONValue) throws(KeyFailure) {
        material = try Material(jwk: jwk)
        thumbprint = Self.thumbprint(of: Self.requiredMembers(of: material))
        kid = jwk["kid"]?.string ?? thumbprint
        if let named = jwk["alg"]?.string, named != algorithm.rawValue {
            throw .unsupported("alg \(named)")
        }
        if let use = jwk["use"]?.string, use != "sig" { throw .unsupported("use \(use)") }
    }

    /// The public JWK, with `kid`, `alg` and `use`.
    package var jwk: JSONValue {
        var members = Self.requiredMembers(of: material)
        members.append("kid", kid)
        members.append("alg", algorithm.rawValue)
        members.append("use", "sig")
        return .object(members)
    }

    /// Whether the signature is this key's over the message.
    package func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        switch material {
        case .es256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return key.isValidSignature(signature, for: message)
        case .edDSA(let key):
            return key.isValidSignature(signature, for: message)
        case .rs256(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: message, padding: .insecurePKCS1v1_5)
        }
    }

    private static func thumbprint(of members: JSONObject) -> String {
        let sorted = members.members.sorted { $0.key < $1.key }
        let text = JSONValue.object(JSONObject(sorted)).serialized()
        return Base64URL.encode(SHA256.hash(data: text))
    }

    private static func requiredMembers(of material: Material) -> JSONObject {
        switch material {
        case .es256(let key):
            let point = key.x963Representation
            return [
                "kty": "EC", "crv": "P-256",
                "x": .string(Base64URL.encode(point[1..<33])),
                "y": .string(Base64URL.encode(point[33..<65])),
            ]
        case .edDSA(let key):
            return [
                "kty": "OKP", "crv": "Ed25519",
                "x": .string(Base64URL.encode(key.rawRepresentation)),
            ]
        case .rs256(let key):
            guard let primitives = try? key.getKeyPrimitives() else { return JSONObject() }
            return [
                "kty": "RSA",
                "n": .string(Base64URL.encode(primitives.modulus)),
                "e": .string(Base64URL.encode(primitives.publicExponent)),
            ]
        }
    }
}

extension VerificationKey.Material {
    init(jwk: JSONValue) throws(KeyFailure) {
        guard let type = jwk["kty"]?.string else { throw .missing("kty") }
        switch (type, jwk["crv"]?.string) {
        case ("EC", "P-256"): self = try .es256(Self.p256(jwk))
        case ("OKP", "Ed25519"): self = try .edDSA(Self.ed25519(jwk))
        case ("RSA", _): self = try .rs256(Self.rsa(jwk))
        case (let type, let curve): throw .unsupported("kty \(type) crv \(curve ?? "-")")
        }
    }

    private static func p256(_ jwk: JSONValue) throws(KeyFailure) -> P256.Signing.PublicKey {
        let (x, y) = (try number("x", of: jwk), try number("y", of: jwk))
        guard x.count == 32, y.count == 32,
            let key = try? P256.Signing.PublicKey(x963Representation: [4] + x + y)
        else { throw .invalid }
        return key
    }

    private static func ed25519(
        _ jwk: JSONValue
    ) throws(KeyFailure) -> Curve25519.Signing.PublicKey {
        let x = try number("x", of: jwk)
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x)
        else { throw .invalid }
        return key
    }

    private static func rsa(_ jwk: JSONValue) throws(KeyFailure) -> _RSA.Signing.PublicKey {
        let (n, e) = (try number("n", of: jwk), try number("e", of: jwk))
        guard let key = try? _RSA.Signing.PublicKey(n: n, e: e),
            key.keySizeInBits >= VerificationKey.minimumRSABits
        else { throw .invalid }
        return key
    }

    private static func number(_ name: String, of jwk: JSONValue) throws(KeyFailure) -> [UInt8] {
        guard let text = jwk[name]?.string else { throw .missing(name) }
        guard let bytes = Base64URL.decode(text) else { throw .invalid }
        return bytes
    }
}
