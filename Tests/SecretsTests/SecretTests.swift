import Base64URL
import LoginFlow
import Testing

@testable import Secrets

@Suite struct SecretTests {
    @Test func secretsDoNotPrintThemselves() {
        let secret = PollToken.known
        let code = KeyRing.known.userCode(for: secret)
        for text in [
            "\(secret)", String(reflecting: secret), String(describing: Optional(secret)),
            "\([secret])", "\(code)", "\(KeyRing.known)", "\([code])",
        ] {
            #expect(text.contains("<redacted>"))
            #expect(!text.contains("32"))
            #expect(!text.contains(secret.exposedText.prefix(6)))
            #expect(!text.contains(code.exposedText))
        }
    }

    @Test func aSecretHasOneLengthAndOneSpelling() {
        let text = Base64URL.encode([UInt8](repeating: 255, count: 32))
        #expect(PollToken(text: text, byteCount: 32)?.bytes == [UInt8](repeating: 255, count: 32))
        #expect(PollToken(text: text, byteCount: 31) == nil)
        for wrong in [
            "", text + "=", text + "A", " " + text, String(text.dropLast()) + "9", text + text,
            String(text.dropLast()), String(repeating: "A", count: 100_000),
        ] {
            #expect(PollToken(text: wrong, byteCount: 32) == nil)
        }
    }

    @Test func digestsAreThoseOfTheStandard() {
        // FIPS 180-4: SHA-256 of "abc".
        let digest = Digest(sha256: Array("abc".utf8))
        #expect(digest.text == "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0")
        #expect(Digest(of: PollToken(bytes: Array("abc".utf8))) == digest)
    }

    // MARK: The typed code

    @Test(arguments: [
        "WDJB-MJHT", "wdjbmjht", " wdjb mjht ", "W-D-J-B-M-J-H-T", "wDjB--MjHt", "WDJBMJHT-",
    ])
    func aTypedCodeIsReadWithoutCaseBlanksAndHyphens(text: String) {
        #expect(UserCode(typed: text)?.exposedText == "WDJB-MJHT")
    }

    @Test(arguments: [
        "", "WDJB-MJH", "WDJB-MJHTX", "WDJB-MJHA", "WDJB-MJH1", "WDJB_MJHT", "WDJB–MJHT",
        "WDJB-MJHТ", "WDJB\nMJHT", "WDJB-MJHT\u{0}", "AEIOUYAE", "ßWDJBMJ", "ﬀWDJBMJ", "WDJB-MJſT",
    ])
    func anythingElseIsNone(text: String) {
        #expect(UserCode(typed: text) == nil)
    }

    @Test func aLongTextIsNotEvenLookedAt() {
        #expect(UserCode(typed: "WDJBMJHT" + String(repeating: " ", count: 24)) != nil)
        #expect(UserCode(typed: "WDJBMJHT" + String(repeating: " ", count: 25)) == nil)
    }

    @Test func aShortCodesDigestNeedsTheKey() throws {
        let code = try #require(UserCode(typed: "WDJB-MJHT"))
        let digests = [KeyRing.known, .new(), .new()].map { $0.digest(of: code) }
        #expect(Set(digests).count == 3)
        #expect(!digests.contains(Digest(sha256: Array("WDJBMJHT".utf8))))
    }
}
