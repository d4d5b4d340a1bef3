import Base64URL
import Crypto

/// The SHA-256 of a picture, as statements write it: base64url, or hexadecimal as other tools do.
enum PictureDigest {
    static func fits(_ text: String, _ picture: [UInt8]) -> Bool {
        let digest = Array(SHA256.hash(data: picture))
        if text.utf8.count == 64 { return text.lowercased() == hexadecimal(digest) }
        return Base64URL.decode(text) == digest
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
