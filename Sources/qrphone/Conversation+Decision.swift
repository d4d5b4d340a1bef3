import StrictJSON

extension Conversation {
    /// Asks how the login stands just before a confirmation is sent: somebody else may have tried
    /// to scan the same code while the person was reading, and then they should decide anew.
    ///
    /// A refusal here stops nothing: the confirmation that follows gets the broker's real answer.
    ///
    /// - Returns: whether there was a warning that the person has not seen.
    mutating func lookForWarnings(_ scanned: Scanned) async throws(PhoneFailure) -> Bool {
        let seen = report.warnings
        let statement = try signer.statement(.status, ["sid": .string(scanned.sessionID)])
        do {
            noteAndShow(try Standing(await client.send(.status, statement).body))
        } catch .refused {
            return false
        }
        return report.warnings != seen
    }

    /// Takes the decision to the broker. A credential that cannot be used decides nothing, so the
    /// person may choose another one as long as they like.
    mutating func settle(
        _ scanned: Scanned, by person: any Person
    ) async throws(PhoneFailure) -> Standing? {
        while true {
            if case .confirm(let details) = decision {
                decision = .confirm(try details.withPortrait(for: scanned))
            }
            do {
                return try await tell(decision, about: scanned)
            } catch {
                guard case .refused(let problem) = error,
                    problem.code == RefusalPhrase.credentialUnusable.rawValue,
                    case .confirm(let details) = decision
                else { throw error }
                screen.show(problem.message(in: screen.language))
                guard let other = try person.decideAgain(insteadOf: details, on: scanned)
                else { throw error }
                decision = other
                forgetProblem()
            }
        }
    }
}
