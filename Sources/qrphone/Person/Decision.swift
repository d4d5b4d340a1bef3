/// What a person decided about a login that asks.
enum Decision: Equatable {
    case confirm(ConfirmDetails)
    case deny(DenyReason)
    /// Scanned only: somebody else, or nobody, decides.
    case leave
}

/// Why a person said no; the words of the wire contract.
enum DenyReason: String, CaseIterable {
    case notMe = "not_me"
    case changedMind = "changed_mind"
    /// A higher level was needed, and they went back.
    case levelDeclined = "level_declined"
}
