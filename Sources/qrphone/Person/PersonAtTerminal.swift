import Terminal

/// Somebody who is asked question by question.
///
/// The number comes first, where it is asked for: who cannot read it from the page in front of
/// them is looking at somebody else's login. Saying no is one key at every question.
struct PersonAtTerminal: Person {
    /// What the command line said already; those questions are not asked.
    var known = ConfirmDetails()
    /// What the command line said about a verification; `nil` asks.
    var verifies: Bool?
    /// The credentials to choose from; an empty list takes any id.
    var credentials: [Credential] = []
    /// Pictures that were taken before.
    var photos: [Photo] = []
    let language: Language
    /// Shows a question and reads one line; `nil` at the end of the input.
    let ask: (String) -> String?

    var interview: Interview { Interview(language: language, ask: ask) }

    func decide(on scanned: Scanned) throws(PhoneFailure) -> Decision {
        try answered(no: Decision.deny) { () throws(Interview.Stop) in
            var confirmation = known
            try fillIn(&confirmation, for: scanned)
            return try reallyConfirm(confirmation)
        }
    }

    func decideAgain(
        insteadOf details: ConfirmDetails, on scanned: Scanned
    ) throws(PhoneFailure) -> Decision? {
        try answered(no: Decision.deny) { () throws(Interview.Stop) in
            guard try interview.isYes(.anotherCredential, showing: "")
            else { return .deny(.changedMind) }
            var confirmation = details
            // A portrait that was given with the old credential belongs to the same person.
            confirmation.credential = try chosenCredential()
            return try reallyConfirm(confirmation)
        }
    }

    // MARK: Steps

    private func reallyConfirm(_ details: ConfirmDetails) throws(Interview.Stop) -> Decision {
        let answer = try interview.choice(.reallyConfirm, among: ["y", "n", "x"])
        if answer == "y" { return .confirm(details) }
        return .deny(answer == "x" ? .notMe : .changedMind)
    }

    /// A no at any question is an answer too.
    func answered<Answer>(
        no: (DenyReason) -> Answer, _ questions: () throws(Interview.Stop) -> Answer
    ) throws(PhoneFailure) -> Answer {
        do {
            return try questions()
        } catch {
            switch error {
            case .saidNo(let reason): return no(reason)
            case .inputEnded: throw .inputEnded
            }
        }
    }
}
