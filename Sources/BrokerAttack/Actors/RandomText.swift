import Base64URL
import Crypto

/// Texts that nobody guesses.
enum RandomText {
    static func make(bytes: Int = 16) -> String {
        var generator = SystemRandomNumberGenerator()
        return Base64URL.encode(
            (0..<bytes).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
}

/// The digest of a text, as PKCE spells it (RFC 7636, section 4.2).
enum Digest {
    static func sha256(_ text: String) -> String {
        Base64URL.encode(Array(SHA256.hash(data: Array(text.utf8))))
    }
}
