/// Base64url without padding (RFC 4648 section 5), the spelling of every secret and signature.
///
/// Own code because Foundation's coder speaks only the padded alphabet, and because a secret must
/// have exactly one spelling: the decoder refuses padding, blanks and unused bits that are not zero.
package enum Base64URL {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The value of each character, 255 where it is none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: encodedBytes(bytes), as: UTF8.self)
    }

    package static func encodedBytes(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.withContiguousStorageIfAvailable(encoded)
            ?? Array(bytes).withUnsafeBufferPointer(encoded)
    }

    /// Over memory: a generic loop asks the runtime for each byte. The alphabet is taken once, because
    /// whether it is there already is asked at each use, too.
    private static func encoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let alphabet = alphabet
        return [UInt8](unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { text, count in
            var pending: UInt32 = 0
            var bits: UInt32 = 0
            func append(_ value: UInt32) {
                text[count] = alphabet[Int(value & 63)]
                count += 1
            }
            for byte in bytes {
                pending = pending << 8 | UInt32(byte)
                bits += 8
                while bits >= 6 {
                    bits -= 6
                    append(pending >> bits)
                }
            }
            if bits > 0 { append(pending << (6 - bits)) }
        }
    }

    /// - Returns: `nil` unless the text is the one spelling of some bytes.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? { decode(utf8: text.utf8) }

    /// The same for a text as it came from the wire.
    package static func decode(utf8 text: some Collection<UInt8>) -> [UInt8]? {
        text.withContiguousStorageIfAvailable(decoded)
            ?? Array(text).withUnsafeBufferPointer(decoded)
    }

    private static func decoded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        let values = values
        var isText = true
        var pending: UInt32 = 0
        var bits: UInt32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count * 3 / 4) { bytes, count in
            for character in text {
                let value = values[Int(character)]
                if value == 255 { return isText = false }
                pending = pending << 6 | UInt32(value)
                bits += 6
                if bits >= 8 {
                    bits -= 8
                    bytes[count] = UInt8(truncatingIfNeeded: pending >> bits)
                    count += 1
                }
            }
        }
        // Six left-over bits would be a character that says nothing, and others are to be 0.
        return isText && bits < 6 && pending & (1 << bits - 1) == 0 ? bytes : nil
    }
}
