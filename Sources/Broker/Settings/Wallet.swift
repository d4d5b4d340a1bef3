package import Tokens

/// An app family that scans.
package struct Wallet: Sendable {
    /// A result that a wallet may vouch for.
    package enum Attestation: String, Sendable, CaseIterable {
        case pin
        case face
    }

    package let id: String
    package let name: LocalizedText
    /// Keys of the wallet itself; people's device keys are enrolled in the store.
    package let keys: KeySet
    /// Whether the wallet's own key may sign decisions, or enrolled device keys only.
    package let signsDecisions: Bool
    package let attests: Set<Attestation>
    /// Opens the app with a code; `{payload}` stands for it.
    package let deepLink: String?

    package init(
        id: String, name: LocalizedText, keys: KeySet, signsDecisions: Bool,
        attests: Set<Attestation>, deepLink: String?
    ) {
        self.id = id
        self.name = name
        self.keys = keys
        self.signsDecisions = signsDecisions
        self.attests = attests
        self.deepLink = deepLink
    }
}
