import Base64URL
package import StrictJSON

/// Why a text is not a signed statement. Strangers hear one answer for all of these.
package enum JWSFailure: Error, Equatable, Sendable {
    case malformed
    case tooLong
}

/// A JSON Web Signature in compact form (RFC 7515 section 7.1), taken apart but **not yet
/// verified**: nothing may be read from `unverifiedPayload` but what is needed to find the key.
package struct CompactJWS: Sendable {
    package let header: JSONObject
    package let unverifiedPayload: JSONObject
    private let signingInput: [UInt8]
    private let signature: [UInt8]

    /// The longest statement taken, in bytes: the largest honest one (a confirmation with claims
    /// and an attestation inside) has about 6 KiB.
    package static let maximumLength = 32 * 1024

    package init(parsing text: String) throws(JWSFailure) {
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong }
        let bytes = Array(text.utf8)
        // Three at most, and what is too much: a stranger may send thousands.
        let parts = bytes.split(
            separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(parts[0]),
            let payload = Self.object(parts[1]), let signature = Base64URL.decode(utf8: parts[2])
        else { throw .malformed }
        self.header = header
        unverifiedPayload = payload
        signingInput = Array(bytes[..<parts[1].endIndex])
        self.signature = signature
    }

    private static func object(_ part: ArraySlice<UInt8>) -> JSONObject? {
        guard let bytes = Base64URL.decode(utf8: part) else { return nil }
        return (try? JSONValue(parsing: bytes))?.object
    }

    /// The payload, if this key signed it with its own algorithm.
    package func payload(verifiedBy key: VerificationKey) -> JSONObject? {
        guard header["alg"]?.string == key.algorithm.rawValue,
            key.isValid(signature, for: signingInput)
        else { return nil }
        return unverifiedPayload
    }

    /// Signs a payload.
    ///
    /// - Parameter type: the `typ` header, which keeps one kind of token from passing as another
    ///   (RFC 8725 section 3.11).
    package static func signed(
        _ payload: JSONObject, type: String, by key: SigningKey
    ) throws -> String {
        let header: JSONObject = [
            "alg": .string(key.algorithm.rawValue), "kid": .string(key.kid),
            "typ": .string(type),
        ]
        var text = Base64URL.encodedBytes(JSONValue.object(header).serialized())
        text.append(UInt8(ascii: "."))
        text += Base64URL.encodedBytes(JSONValue.object(payload).serialized())
        let signature = try key.signature(for: text)
        text.append(UInt8(ascii: "."))
        text += Base64URL.encodedBytes(signature)
        return String(decoding: text, as: UTF8.self)
    }
}
