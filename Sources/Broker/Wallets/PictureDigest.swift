import Base64URL
import Crypto

/// The SHA-256 of a picture, as statements write it: base64url, or hexadecimal as other tools do.
enum PictureDigest {
    static func fits(_ text: String, _ picture: [UInt8]) -> Bool {
        let digest = Array(SHA256.hash(data: picture))
        if text.utf8.count == 64 { return text.lowercased() == hexadecimal(digest) }
        return Base64URL.decode(text) == digest
    }

    /// Whether a text can be the digest of a picture at all.
    static func isOne(_ text: String) -> Bool {
        if text.utf8.count == 64 { return text.utf8.allSatisfy { isHexadecimal($0) } }
        return Base64URL.decode(text)?.count == SHA256.byteCount
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
