import Base64URL
import Crypto

/// The digest of a text, as PKCE spells it (RFC 7636, section 4.2).
enum Digest {
    static func sha256(_ text: String) -> String {
        Base64URL.encode(Array(SHA256.hash(data: Array(text.utf8))))
    }
}
