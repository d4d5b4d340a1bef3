import StrictJSON

/// Somebody who decided beforehand, on the command line.
struct ScriptedPerson: Person, Equatable {
    /// What to do about faces.
    struct FaceScript: Equatable {
        var step: FaceStep = .send(.pass)
        /// Results that are sent as long as tries are open; `nil` is "as many as there are".
        var times: Int?

        /// - Parameter text: `pass`, `fail`, `fail:<reason>`, `error`, `timeout` or `skip`.
        init?(_ text: String, times: Int? = nil) {
            self.times = times
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            switch (parts.first, parts.count) {
            case ("pass", 1): step = .send(.pass)
            case ("fail", 1): step = .send(.fail(reason: "mismatch"))
            case ("fail", 2): step = .send(.fail(reason: parts[1]))
            case ("error", 1): step = .send(.error)
            case ("timeout", 1), ("skip", 1): step = .leave
            default: return nil
            }
        }

        init() {}

        /// An error costs no try, so one without a count must not go on for ever.
        var maximumResults: Int {
            switch step {
            case .send(.fail): times ?? .max
            case .send(.pass), .send(.error): times ?? 1
            case .leave, .deny: 0
            }
        }
    }

    enum Wish: Equatable {
        case approve, deny(DenyReason), scanOnly
    }

    var wish: Wish
    /// What the confirmation carries; scopes and terms are filled in from what is asked.
    var confirmation = ConfirmDetails()
    /// Scopes named on the command line; `nil` grants all that are asked for.
    var scopes: [String]?
    var acceptsTerms = false
    var faceScript = FaceScript()

    func decide(on scanned: Scanned) -> Decision {
        switch wish {
        case .scanOnly: return .leave
        case .deny(let reason): return .deny(reason)
        case .approve:
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

    func face(_ check: FaceCheck, previous: [FaceResult]) -> FaceStep {
        switch faceScript.step {
        case .leave, .deny: faceScript.step
        case .send: previous.count < faceScript.maximumResults ? faceScript.step : .leave
        }
    }
}
