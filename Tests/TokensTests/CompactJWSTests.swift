import Base64URL
import Crypto
import Foundation
import StrictJSON
import Testing
import Tokens

@Suite struct CompactJWSTests {
    // MARK: Vectors

    @Test func theTokensOfTheStandardAreGood() throws {
        let rsa = try VerificationKey(jwk: Vectors.rs256Key)
        #expect(
            try CompactJWS(parsing: Vectors.rs256Token).payload(verifiedBy: rsa) == Vectors.claims)
        let ec = try VerificationKey(jwk: Vectors.es256PrivateKey)
        #expect(
            try CompactJWS(parsing: Vectors.es256Token).payload(verifiedBy: ec) == Vectors.claims)
        let edwards = try VerificationKey(jwk: Vectors.ed25519Key)
        let signature = try #require(Base64URL.decode(Vectors.ed25519Signature))
        #expect(edwards.isValid(signature, for: Array(Vectors.ed25519SigningInput.utf8)))
        #expect(!edwards.isValid(signature, for: Array("x".utf8)))
    }

    // MARK: What the broker signs

    @Test func theBytesSignedAreThese() throws {
        let key = try SigningKey(privateJWK: Vectors.es256PrivateKey.with("kid", "k1"))
        let token = try CompactJWS.signed(["sub": "人", "n": 1], type: "qrlogin+jwt", by: key)
        let parts = token.split(separator: ".").map(String.init)
        #expect(
            Base64URL.decode(parts[0])
                == Array(#"{"alg":"ES256","kid":"k1","typ":"qrlogin+jwt"}"#.utf8))
        #expect(Base64URL.decode(parts[1]) == Array(#"{"sub":"人","n":1}"#.utf8))
        #expect(Base64URL.decode(parts[2])?.count == 64, "r and s, not DER")
    }

    /// Taken apart with Foundation's decoder and checked with the plain curve.
    @Test func aNewTokenIsGoodForSomebodyElsesVerifier() throws {
        let key = SigningKey.newES256()
        let token = try CompactJWS.signed(Vectors.claims, type: "JWT", by: key)
        let parts = token.split(separator: ".")
        let (x, y) = (key.publicKey.jwk["x"]?.string, key.publicKey.jwk["y"]?.string)
        let point = Data([4]) + standardBase64(x ?? "") + standardBase64(y ?? "")
        let plain = try P256.Signing.PublicKey(x963Representation: point)
        let signature = try P256.Signing.ECDSASignature(
            rawRepresentation: standardBase64(String(parts[2])))
        #expect(plain.isValidSignature(signature, for: Data("\(parts[0]).\(parts[1])".utf8)))
    }

    /// Foundation's decoder, fed through the other alphabet.
    private func standardBase64(_ text: String) -> Data {
        let plain = text.replacingOccurrences(of: "-", with: "+")
            .replacingOccurrences(of: "_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.count % 4) % 4)
        return Data(base64Encoded: plain + padding) ?? Data()
    }

    // MARK: Forgeries

    /// The algorithm belongs to the key: no header makes another one of it.
    @Test(arguments: ["none", "None", "nOnE", "HS256", "RS256", "EdDSA", "ES384", "es256", ""])
    func aHeaderCannotChooseTheAlgorithm(alg: String) throws {
        let key = SigningKey.newES256()
        let input = signingInput(["alg": .string(alg), "kid": .string(key.kid)])
        let signature = try key.signature(for: Array(input.utf8))
        let honest = try CompactJWS(parsing: "\(input).\(Base64URL.encode(signature))")
        #expect(honest.payload(verifiedBy: key.publicKey) == nil)
        let unsigned = try CompactJWS(parsing: "\(input).")
        #expect(unsigned.payload(verifiedBy: key.publicKey) == nil)
    }

    @Test func thePublicKeyIsNoHMACSecret() throws {
        let rsa = try VerificationKey(jwk: Vectors.rs256Key)
        let input = signingInput(["alg": "HS256"])
        for secret in [Array("RSA".utf8), rsa.jwk.serialized()] {
            let code = HMAC<SHA256>.authenticationCode(
                for: Data(input.utf8), using: SymmetricKey(data: secret))
            let forged = try CompactJWS(parsing: "\(input).\(Base64URL.encode(code))")
            #expect(forged.payload(verifiedBy: rsa) == nil)
        }
    }

    @Test func aKeyOfAnotherKindRefuses() throws {
        let keys = try [Vectors.rs256Key, Vectors.es256PrivateKey, Vectors.ed25519Key]
            .map { try VerificationKey(jwk: $0) }
        let es256 = try CompactJWS(parsing: Vectors.es256Token)
        let rs256 = try CompactJWS(parsing: Vectors.rs256Token)
        #expect(keys.map { es256.payload(verifiedBy: $0) != nil } == [false, true, false])
        #expect(keys.map { rs256.payload(verifiedBy: $0) != nil } == [true, false, false])
    }

    @Test func signaturesThatAreNoneAreRefused() throws {
        let ec = try VerificationKey(jwk: Vectors.es256PrivateKey)
        let right = try #require(Base64URL.decode(Vectors.es256Signature))
        let der = try P256.Signing.ECDSASignature(rawRepresentation: right).derRepresentation
        let wrong: [[UInt8]] = [
            [], [0], [UInt8](repeating: 0, count: 64), Array(right.dropLast()), right + [0],
            Array(right.suffix(32) + right.prefix(32)), Array(der),
            [UInt8](repeating: 0xFF, count: 64),
        ]
        let input = Vectors.es256Token.prefix { $0 != "." } + "." + Vectors.payload
        for signature in wrong {
            let token = try CompactJWS(parsing: "\(input).\(Base64URL.encode(signature))")
            #expect(token.payload(verifiedBy: ec) == nil)
        }
    }

    @Test func everyChangedCharacterIsNoticed() throws {
        let ec = try VerificationKey(jwk: Vectors.es256PrivateKey)
        let token = Array(Vectors.es256Token.utf8)
        for index in token.indices where token[index] != UInt8(ascii: ".") {
            var changed = token
            changed[index] =
                token[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            let text = String(decoding: changed, as: UTF8.self)
            let payload = (try? CompactJWS(parsing: text))?.payload(verifiedBy: ec)
            #expect(payload == nil, "character \(index)")
        }
    }

    // MARK: Texts

    @Test func textsThatAreNoneAreRefused() {
        let parts = Vectors.es256Token.split(separator: ".").map(String.init)
        func encoded(_ json: String) -> String { Base64URL.encode(json.utf8) }
        let texts = [
            "", ".", "..", "...", parts[0], parts[0] + "." + parts[1], Vectors.es256Token + ".",
            Vectors.es256Token + "\n", " " + Vectors.es256Token, Vectors.es256Token + "=",
            Vectors.es256Token + ".a.b", ".\(parts[1]).\(parts[2])", "\(parts[0])..\(parts[2])",
            "\(encoded("[]")).\(parts[1]).\(parts[2])", "\(parts[0]).\(encoded("7")).\(parts[2])",
            "\(encoded(#"{"alg":"ES256","alg":"none"}"#)).\(parts[1]).\(parts[2])",
            "\(parts[0]).\(encoded(#"{"sub":"a","sub":"b"}"#)).\(parts[2])",
            "\(parts[0]).\(encoded(#"{"sub":"a"} "# + "x")).\(parts[2])",
            #"{"payload":"","signatures":[]}"#,
        ]
        for text in texts {
            #expect(throws: JWSFailure.malformed, "\(text)") { try CompactJWS(parsing: text) }
        }
    }

    @Test func theLongestTextIsTakenAndOneByteMoreIsNot() throws {
        let parts = Vectors.es256Token.split(separator: ".").map(String.init)
        // Base64 of 3n bytes has 4n characters, so both lengths can be met exactly.
        let room = CompactJWS.maximumLength - parts[0].count - 2 - parts[1].count
        let filler = String(repeating: "A", count: room)
        _ = try? CompactJWS(parsing: "\(parts[0]).\(parts[1]).\(filler)")
        #expect(throws: JWSFailure.tooLong) {
            try CompactJWS(parsing: "\(parts[0]).\(parts[1]).\(filler)A")
        }
        let fits = "\(parts[0]).\(parts[1]).\(filler.dropLast(room % 4))"
        _ = try CompactJWS(parsing: fits)
    }

    private func signingInput(_ header: JSONObject) -> String {
        Base64URL.encode(JSONValue.object(header).serialized()) + "." + Vectors.payload
    }
}
