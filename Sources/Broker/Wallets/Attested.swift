import StrictJSON

/// What a wallet vouches for with its own key, beside a decision that a device key signed.
struct Attested: Sendable {
    let hasPin: Bool
    /// Digest of the credential's portrait.
    let portrait: String?
    let credential: String?
    let actingFor: String?

    init(_ word: Statement) {
        hasPin = word.claims["amr"]?.array?.contains("pin") ?? false
        portrait = word.claims["portrait"]?.string
        credential = word.claims["credential"]?.string
        actingFor = word.claims["acting_for"]?.string
    }
}
