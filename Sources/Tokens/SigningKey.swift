import Base64URL
import Crypto
import CryptoExtras
import Foundation
package import StrictJSON

/// A private key with its name and algorithm.
package struct SigningKey: Sendable, CustomStringConvertible {
    private enum Material: Sendable {
        case es256(P256.Signing.PrivateKey)
        case rs256(_RSA.Signing.PrivateKey)
    }

    private let material: Material
    package let publicKey: VerificationKey

    package var kid: String { publicKey.kid }
    package var algorithm: SignatureAlgorithm { publicKey.algorithm }
    package var description: String { "SigningKey(\(kid), <redacted>)" }

    private init(_ material: Material, kid: String?) {
        self.material = material
        let publicMaterial: VerificationKey.Material =
            switch material {
            case .es256(let key): .es256(key.publicKey)
            case .rs256(let key): .rs256(key.publicKey)
            }
        let unnamed = VerificationKey(kid: "", material: publicMaterial)
        publicKey = VerificationKey(kid: kid ?? unnamed.thumbprint, material: publicMaterial)
    }

    /// Makes a new P-256 key, named by its thumbprint.
    package static func newES256() -> SigningKey {
        SigningKey(.es256(P256.Signing.PrivateKey()), kid: nil)
    }

    /// Makes a new RSA key of 2048 bits; takes some tenths of a second.
    package static func newRS256() throws -> SigningKey {
        SigningKey(.rs256(try _RSA.Signing.PrivateKey(keySize: .bits2048)), kid: nil)
    }

    /// Reads a private JWK: EC P-256 with `d`, or RSA as PKCS#8 in the private member `pem`.
    ///
    /// RSA keys travel as PEM because the parts of a private RSA key are many and only this
    /// program reads the file; the EC form is the standard one that wallets use.
    package init(privateJWK jwk: JSONValue) throws(KeyFailure) {
        let kid = jwk["kid"]?.string
        if let pem = jwk["pem"]?.string {
            guard let key = try? _RSA.Signing.PrivateKey(pemRepresentation: pem)
            else { throw .invalid }
            self.init(.rs256(key), kid: kid)
            return
        }
        guard jwk["kty"]?.string == "EC", jwk["crv"]?.string == "P-256"
        else { throw .unsupported("private key that is not EC P-256") }
        guard let text = jwk["d"]?.string else { throw .missing("d") }
        guard let scalar = Base64URL.decode(text),
            let key = try? P256.Signing.PrivateKey(rawRepresentation: scalar)
        else { throw .invalid }
        self.init(.es256(key), kid: kid)
    }

    /// The private JWK, for a file that only its owner reads.
    package var privateJWK: JSONValue {
        switch material {
        case .es256(let key):
            guard case .object(var members) = publicKey.jwk else { return .null }
            members.append("d", Base64URL.encode(key.rawRepresentation))
            return .object(members)
        case .rs256(let key):
            return ["kty": "RSA", "kid": .string(kid), "pem": .string(key.pemRepresentation)]
        }
    }

    package func signature(for message: [UInt8]) throws -> [UInt8] {
        switch material {
        case .es256(let key):
            return Array(try key.signature(for: message).rawRepresentation)
        case .rs256(let key):
            return Array(
                try key.signature(for: message, padding: .insecurePKCS1v1_5).rawRepresentation)
        }
    }
}
