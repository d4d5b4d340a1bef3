import HTTPTypes
import Hummingbird

extension Call {
    /// `Authorization: Basic`, with both parts form-encoded as RFC 6749 section 2.3.1 wants.
    func basicCredentials() -> (name: String, secret: String)? {
        guard let header = request.headers[.authorization],
            header.lowercased().hasPrefix("basic "),
            let text = Base64.decode(header.dropFirst(6)),
            let colon = text.firstIndex(of: ":"),
            let form = try? FormParameters(
                "name=\(Self.escaped(text[..<colon]))&secret=\(Self.escaped(text[text.index(after: colon)...]))"
            ),
            let name = form["name"], let secret = form["secret"]
        else { return nil }
        return (name, secret)
    }

    /// `Authorization: Bearer` as text.
    var bearerText: String? {
        guard let header = request.headers[.authorization],
            header.lowercased().hasPrefix("bearer ")
        else { return nil }
        return String(header.dropFirst(7))
    }

    /// Keeps separators of the form from being read in a client's name or secret.
    private static func escaped(_ text: Substring) -> String {
        String(text.replacing("&", with: "%26").replacing("=", with: "%3D"))
    }
}

/// Standard base64 with padding (RFC 4648 section 4), for `Basic` and for bitmaps.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0..<4 {
                let character = alphabet[bits >> (18 - 6 * index) & 63]
                text.append(index <= group.count ? character : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func decode(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var bits = 0
        var count = 0
        for character in text.utf8 where character != UInt8(ascii: "=") {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(bits >> count & 255))
                bits &= (1 << count) - 1
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
