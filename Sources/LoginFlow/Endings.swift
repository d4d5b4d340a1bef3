/// Why a person said no.
package enum DenyReason: String, Sendable, CaseIterable {
    case notMe = "not_me"
    case changedMind = "changed_mind"
    /// The login needs a higher level, and the person went back instead of proving it.
    case levelDeclined = "level_declined"
}

/// What did not happen in time.
package enum ExpiryReason: String, Sendable, CaseIterable {
    case unscanned
    case undecided
    case unredeemed
    /// The operator has switched off the portal or the wallet, and with it ended the time.
    case switchedOff = "switched_off"
}

/// Why the broker ended a login session.
package enum FailureReason: String, Sendable, CaseIterable {
    case wrongNumber = "wrong_number"
    case faceFailed = "face_failed"
    case faceUnavailable = "face_unavailable"
    case riskBlocked = "risk_blocked"
}
