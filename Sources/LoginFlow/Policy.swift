/// What a policy wants from the phone. The number is asked by its own rule, before these.
package enum Ask: Sendable, Hashable {
    case credential
    case pin
    case consent
    case terms([TermsVersion])
    case face

    /// The name in answers and configuration.
    package var name: String {
        switch self {
        case .credential: "credential"
        case .pin: "pin"
        case .consent: "consent"
        case .terms: "terms"
        case .face: "face"
        }
    }
}

/// One version of one set of terms; what a person accepts.
package struct TermsVersion: Sendable, Hashable {
    package let id: String
    package let version: String

    package init(id: String, version: String) {
        self.id = id
        self.version = version
    }
}

/// When the person types the two digits that the page shows.
package enum NumberRule: String, Sendable, CaseIterable {
    case off
    case risk
    case always
}

/// How long each state may last.
package struct Lifetimes: Sendable, Hashable {
    package var scan: Seconds = 120
    package var decide: Seconds = 120
    package var face: Seconds = 120
    package var redeem: Seconds = 60
    /// Caps scan, decision and face together, counted from creation.
    package var total: Seconds = 600

    package init() {}
}

/// Who judges a face, and how often a person may try.
package struct FaceRule: Sendable, Hashable {
    package var provider: FaceProviderKind
    package var tries: Int

    package init(provider: FaceProviderKind, tries: Int) {
        self.provider = provider
        self.tries = tries
    }
}

/// The face providers; `attested` is the wallet's own word, `simulator` plays one for tests.
package enum FaceProviderKind: String, Sendable, CaseIterable {
    case attested
    case simulator
    case local
    case remote
}

/// What one login asks, resolved for relying party, purpose and wallet, and kept with the login
/// session so that a changed configuration never changes a login under way.
package struct Policy: Sendable, Hashable {
    /// In the order in which the phone meets them.
    package var asks: [Ask] = []
    package var face = FaceRule(provider: .attested, tries: 3)
    package var numberMatch = NumberRule.risk
    package var userCode = true
    /// Seconds between frames; 0: one code for the whole wait.
    package var rotation: Seconds = 2
    package var lifetimes = Lifetimes()
    /// How old a sign-in of the browser may be to answer without a scan; 0: never.
    package var singleSignOn: Seconds = 0
    /// Asks that a portal may add by asking for a higher level.
    package var stepUp: [Ask] = []

    package init() {}

    package var asksFace: Bool { asks.contains(.face) }
}
