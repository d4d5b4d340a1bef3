package import Tokens

/// An app family that scans.
package struct Wallet: Sendable {
    /// A result that a wallet may vouch for.
    package enum Attestation: String, Sendable, CaseIterable {
        case pin
        case face
        /// That a credential is the person's, and good.
        case credential
        /// That the person may act for an organisation.
        case organisation
    }

    /// An app inside which the wallet is reached.
    package struct HostApp: Sendable {
        package let id: String
        package let name: LocalizedText
        package let logoURI: String?
        /// Opens the wallet inside this app; `{payload}` stands for the code.
        package let deepLink: String?

        package init(id: String, name: LocalizedText, logoURI: String?, deepLink: String?) {
            self.id = id
            self.name = name
            self.logoURI = logoURI
            self.deepLink = deepLink
        }
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
    package var logoURI: String?
    /// Which app to open and where to find its scanner.
    package var guide: LocalizedText?
    /// Whether a person has several credentials in it to choose from.
    package var holdsCredentials = false
    /// In the order in which pages show them; empty: an app of its own.
    package var apps: [HostApp] = []

    /// Whether a page can open it on its own device.
    package var canBeOpened: Bool {
        (apps.isEmpty ? [deepLink] : apps.map(\.deepLink)).contains { $0 != nil }
    }

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
