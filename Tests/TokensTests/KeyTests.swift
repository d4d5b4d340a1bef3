import Base64URL
import Crypto
import CryptoExtras
import Foundation
import StrictJSON
import Testing
import Tokens

@Suite struct KeyTests {
    @Test func thumbprintsAreThoseOfTheStandards() throws {
        #expect(try VerificationKey(jwk: Vectors.rfc7638).thumbprint == Vectors.rfc7638Thumbprint)
        let edwards = try VerificationKey(jwk: Vectors.ed25519Key)
        #expect(edwards.thumbprint == Vectors.ed25519Thumbprint)
        #expect(edwards.kid == Vectors.ed25519Thumbprint, "a key without a name has its thumbprint")
        #expect(try VerificationKey(jwk: Vectors.rfc7638).kid == "2011-04-29")
    }

    @Test func aThumbprintDoesNotDependOnOtherMembers() throws {
        let bare = try VerificationKey(jwk: Vectors.ed25519Key)
        let dressed = Vectors.ed25519Key.with("kid", "name").with("use", "sig").with("alg", "EdDSA")
        #expect(try VerificationKey(jwk: dressed).thumbprint == bare.thumbprint)
    }

    static let refused: [(JSONValue, KeyFailure)] = {
        let (ec, ed, rsa) = (Vectors.es256PrivateKey, Vectors.ed25519Key, Vectors.rs256Key)
        let thirtyOne = JSONValue.string(Base64URL.encode([UInt8](repeating: 1, count: 31)))
        return [
            ([:], .missing("kty")), ("EC", .missing("kty")),
            (["kty": "oct", "k": "c2VjcmV0"], .unsupported("kty oct crv -")),
            (ec.with("crv", "P-384"), .unsupported("kty EC crv P-384")),
            (ec.with("crv", nil), .unsupported("kty EC crv -")),
            (ed.with("crv", "X25519"), .unsupported("kty OKP crv X25519")),
            (ec.with("x", nil), .missing("x")), (ec.with("y", 7), .missing("y")),
            (rsa.with("n", nil), .missing("n")), (rsa.with("e", nil), .missing("e")),
            (ec.with("y", ec["x"]), .invalid), (ec.with("x", thirtyOne), .invalid),
            (ec.with("x", "AAAA"), .invalid), (ec.with("x", "=="), .invalid),
            (ed.with("x", thirtyOne), .invalid),
            (ec.with("alg", "RS256"), .unsupported("alg RS256")),
            (rsa.with("alg", "HS256"), .unsupported("alg HS256")),
            (rsa.with("alg", "none"), .unsupported("alg none")),
            (rsa.with("alg", "PS256"), .unsupported("alg PS256")),
            (ec.with("use", "enc"), .unsupported("use enc")),
        ]
    }()

    @Test(arguments: refused.indices)
    func keysOfOtherKindsAreRefusedByName(index: Int) {
        let (jwk, failure) = Self.refused[index]
        #expect(throws: failure) { try VerificationKey(jwk: jwk) }
    }

    @Test func rsaKeysUnder2048BitsAreRefused() throws {
        for bits in [1024, 2040] {
            var number = [UInt8](repeating: 0xA5, count: bits / 8)
            number[number.count - 1] |= 1
            let jwk = Vectors.rs256Key.with("n", .string(Base64URL.encode(number)))
            #expect(throws: KeyFailure.invalid) { try VerificationKey(jwk: jwk) }
        }
    }

    @Test func aPublicKeyShowsNothingOfThePrivateOne() throws {
        let key = try SigningKey(privateJWK: Vectors.es256PrivateKey)
        #expect(key.publicKey.jwk["d"] == nil)
        #expect(!"\(key)".contains("jpsQ"))
        let again = try VerificationKey(jwk: key.publicKey.jwk)
        #expect(again.jwk == key.publicKey.jwk)
        #expect(again.kid == key.kid)
        #expect(again.jwk["alg"] == "ES256")
        #expect(again.jwk["use"] == "sig")
    }

    @Test func privateKeysComeBackFromTheirFiles() throws {
        for key in [SigningKey.newES256(), try SigningKey.newRS256()] {
            let again = try SigningKey(privateJWK: key.privateJWK)
            #expect(again.kid == key.kid)
            #expect(again.algorithm == key.algorithm)
            let signature = try again.signature(for: [1, 2, 3])
            #expect(key.publicKey.isValid(signature, for: [1, 2, 3]))
        }
        let named = Vectors.es256PrivateKey.with("kid", "wallet-1")
        #expect(try SigningKey(privateJWK: named).kid == "wallet-1")
    }

    @Test func privateKeysThatAreNoneAreRefused() {
        let key = Vectors.es256PrivateKey
        #expect(throws: KeyFailure.missing("d")) { try SigningKey(privateJWK: key.with("d", nil)) }
        #expect(throws: KeyFailure.invalid) { try SigningKey(privateJWK: key.with("d", "AA")) }
        #expect(throws: KeyFailure.invalid) { try SigningKey(privateJWK: ["pem": "no key"]) }
        #expect(throws: KeyFailure.self) { try SigningKey(privateJWK: Vectors.ed25519Key) }
        let zero = JSONValue.string(Base64URL.encode([UInt8](repeating: 0, count: 32)))
        #expect(throws: KeyFailure.invalid) { try SigningKey(privateJWK: key.with("d", zero)) }
    }

    // MARK: Sets

    @Test func aSetIsReadByName() throws {
        let one = Vectors.rfc7638
        let two = Vectors.ed25519Key.with("kid", "two")
        let set = try KeySet(jwks: ["keys": [one, two]])
        #expect(set["2011-04-29"]?.algorithm == .rs256)
        #expect(set["two"]?.algorithm == .edDSA)
        #expect(set["../two"] == nil)
        #expect(set[""] == nil)
        #expect(try KeySet(jwks: set.jwks).jwks == set.jwks)
        #expect(try KeySet(jwks: ["keys": []]).isEmpty)
    }

    @Test func oneBadKeySpoilsTheSet() {
        #expect(throws: KeyFailure.missing("keys")) { try KeySet(jwks: [:]) }
        #expect(throws: KeyFailure.unsupported("kty oct crv -")) {
            try KeySet(jwks: ["keys": [Vectors.rfc7638, ["kty": "oct", "k": "AA"]]])
        }
    }
}
