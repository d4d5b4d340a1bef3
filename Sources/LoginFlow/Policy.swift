/// What a policy wants from the phone. The number is asked by its own rule, before these.
package enum Ask: Sendable, Hashable {
    case credential
    case pin
    /// For whom the person acts: themself, or an organisation.
    case organisation
    case consent
    case terms([TermsVersion])
    case face

    /// The name in answers and configuration.
    package var name: String {
        switch self {
        case .credential: "credential"
        case .pin: "pin"
        case .organisation: "organisation"
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

/// Whether a page on a phone shows a code for another device, where an app on that phone could be
/// opened instead.
package enum CrossDeviceRule: String, Sendable, CaseIterable {
    case show
    case hide
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
    /// Movements asked in one capture, so that a picture of the person does not pass.
    package var actions: Int

    package init(provider: FaceProviderKind, tries: Int, actions: Int = 2) {
        self.provider = provider
        self.tries = tries
        self.actions = actions
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
    package var crossDeviceOnPhones = CrossDeviceRule.show
    /// Seconds between frames; 0: one code for the whole wait.
    package var rotation: Seconds = 2
    package var lifetimes = Lifetimes()
    /// How old a sign-in of the browser may be to answer without a scan; 0: never.
    package var singleSignOn: Seconds = 0
    /// Asks that a portal may add by asking for a higher level.
    package var stepUp: [Ask] = []
    /// The level below which `stepUp` is asked too; 0: none.
    package var minimumLevel = 0
    /// What is left to do between the person's yes and the approval.
    package var requiredActions: [RequiredAction] = []

    package init() {}

    package var asksFace: Bool { asks.contains(.face) }

    /// Whether a face may be asked, by itself or to reach a level.
    package var mayAskFace: Bool { asksFace || stepUp.contains(.face) }

    /// Whether a face counts on a wallet's word only; the local model, too, compares with a portrait
    /// that somebody must vouch for.
    package var needsAttestedFace: Bool { [.attested, .local].contains(face.provider) }

    /// Whether pictures are compared here, and so a portrait to compare them with is needed.
    package var needsPortrait: Bool { asksFace && face.provider == .local }
}
