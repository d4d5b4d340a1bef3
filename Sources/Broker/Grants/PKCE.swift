import Base64URL
import Crypto

/// Proof Key for Code Exchange (RFC 7636), S256 only.
enum PKCE {
    /// 43 to 128 unreserved characters (section 4.1).
    static func isText(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                    UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                    true
                default: false
                }
            }
    }

    /// Whether the verifier is the one of the challenge. Without a challenge there must be none:
    /// a verifier that nobody asked for means that somebody mixed up two requests.
    static func fits(verifier: String?, challenge: String?) -> Bool {
        guard let challenge else { return verifier == nil }
        guard let verifier, isText(verifier) else { return false }
        return Base64URL.encode(SHA256.hash(data: Array(verifier.utf8))) == challenge
    }
}
