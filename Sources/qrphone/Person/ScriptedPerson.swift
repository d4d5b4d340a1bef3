/// Somebody who decided beforehand, on the command line.
struct ScriptedPerson: Person, Equatable {
    enum Wish: Equatable {
        case approve, deny(DenyReason), scanOnly
    }

    var wish: Wish
    /// What the confirmation carries; scopes and terms are filled in from what is asked.
    var confirmation = ConfirmDetails()
    /// Scopes named on the command line; `nil` grants all that are asked for.
    var scopes: [String]?
    var acceptsTerms = false
    /// Whether they go on where a higher level is needed first.
    var verifies = true
    var faceScript = FaceScript()

    func decide(on scanned: Scanned) -> Decision {
        switch wish {
        case .scanOnly: return .leave
        case .deny(let reason): return .deny(reason)
        case .approve:
            if scanned.levelGate != nil, !verifies { return .deny(.levelDeclined) }
            var confirmation = confirmation
            if let scopes {
                confirmation.scopes = scopes
            } else if scanned.asksFor("consent") {
                confirmation.scopes = scanned.scopes.map(\.name)
            }
            if acceptsTerms { confirmation.terms = scanned.terms }
            return .confirm(confirmation)
        }
    }

    func face(_ check: FaceCheck, previous: [FaceStep]) throws(PhoneFailure) -> FaceStep {
        try faceScript.step(for: check, previous: previous)
    }
}
