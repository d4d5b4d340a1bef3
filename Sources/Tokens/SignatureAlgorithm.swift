/// The signatures the broker makes and takes, named as in RFC 7518 section 3.1 and RFC 8037.
///
/// The algorithm belongs to the key and is never taken from a header: that is what makes
/// `alg: none` and "public key as HMAC secret" impossible instead of merely checked.
package enum SignatureAlgorithm: String, Sendable, CaseIterable {
    case es256 = "ES256"
    case edDSA = "EdDSA"
    case rs256 = "RS256"
}
