package import StrictJSON

/// The public keys of one party by `kid` (RFC 7517 section 5).
package struct KeySet: Sendable {
    private let byName: [String: VerificationKey]

    package init(_ keys: [VerificationKey] = []) {
        byName = Dictionary(keys.map { ($0.kid, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Reads a JWKS document. A key of a kind the broker does not take is an error, not a gap:
    /// the operator would look long for a wallet that "sometimes" fails.
    package init(jwks: JSONValue) throws(KeyFailure) {
        guard let entries = jwks["keys"]?.array else { throw .missing("keys") }
        var keys: [VerificationKey] = []
        for entry in entries { keys.append(try VerificationKey(jwk: entry)) }
        self.init(keys)
    }

    package subscript(kid: String) -> VerificationKey? { byName[kid] }
    package var isEmpty: Bool { byName.isEmpty }
    package var keys: [VerificationKey] { byName.values.sorted { $0.kid < $1.kid } }
    package var jwks: JSONValue { ["keys": .array(keys.map(\.jwk))] }
}
