import Base64URL
import Crypto
import StrictJSON

/// Statements that only look like signed ones.
enum Forgery {
    /// A compact JWS with any header and any signature.
    static func compact(
        _ header: JSONObject, _ claims: JSONObject, signature: ([UInt8]) -> [UInt8]
    ) -> String {
        compact(
            text: JSONValue.object(header).serializedText(),
            JSONValue.object(claims).serializedText(), signature: signature)
    }

    /// The same of texts that need not be good JSON.
    static func compact(
        text header: String, _ claims: String, signature: ([UInt8]) -> [UInt8]
    ) -> String {
        let input = [header, claims].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".")
        return input + "." + Base64URL.encode(signature(Array(input.utf8)))
    }

    static func hmac(_ key: [UInt8]) -> ([UInt8]) -> [UInt8] {
        { Array(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: key))) }
    }

    /// The same statement with one bit of the given part (0 header, 1 claims, 2 signature) turned.
    static func flipped(_ statement: String, part: Int, byte: Int, bit: Int) -> String {
        var parts = statement.split(separator: ".").map { Base64URL.decode($0) ?? [] }
        guard parts.indices.contains(part), !parts[part].isEmpty else { return statement }
        parts[part][byte % parts[part].count] ^= 1 << UInt8(bit % 8)
        return parts.map { Base64URL.encode($0) }.joined(separator: ".")
    }
}
