import Base64URL
import Crypto

/// The SHA-256 of a picture, as statements write it: base64url without padding.
struct PictureDigest: Sendable, Equatable {
    private let bytes: [UInt8]

    init(of picture: [UInt8]) { bytes = Array(SHA256.hash(data: picture)) }

    /// - Returns: `nil` for a text that is no such digest.
    init?(text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == SHA256.byteCount
        else { return nil }
        self.bytes = bytes
    }
}
