extension PersonAtTerminal {
    /// Asks for everything the login asks for, in the order of a phone's screens.
    func fillIn(
        _ confirmation: inout ConfirmDetails, for scanned: Scanned
    ) throws(Interview.Stop) {
        if scanned.asksFor("number"), confirmation.number == nil {
            confirmation.number = try interview.line(.number)
        }
        try passGate(scanned.levelGate)
        if scanned.asksFor("organisation"), confirmation.actingFor == nil {
            confirmation.actingFor = try actingFor()
        }
        if scanned.asksFor("credential"), confirmation.credential == nil {
            confirmation.credential = try chosenCredential()
        }
        if scanned.asksFor("consent"), confirmation.scopes == nil {
            confirmation.scopes = try grantedScopes(scanned.scopes)
        }
        for terms in scanned.terms {
            guard try interview.isYes(.acceptTerms, showing: terms.title + " " + terms.url)
            else { throw .saidNo(.changedMind) }
            confirmation.terms.append(terms)
        }
        if scanned.asksFor("pin"), !confirmation.enteredPIN {
            _ = try interview.line(.pin)
            confirmation.enteredPIN = true
        }
    }

    /// The verification that a level needs is a step of its own; going back from it ends the login.
    private func passGate(_ gate: LevelGate?) throws(Interview.Stop) {
        guard let gate, verifies != true else { return }
        guard verifies == nil, try interview.isYes(.verify, showing: "\(gate.needed)")
        else { throw .saidNo(.levelDeclined) }
    }

    private func actingFor() throws(Interview.Stop) -> ActingFor {
        let answer = try interview.line(.actingFor)
        return answer == "s" ? .themself : .organisation(id: answer, name: nil, role: nil)
    }

    /// By number or id where there is a list; otherwise any id will do.
    func chosenCredential() throws(Interview.Stop) -> Credential {
        guard !credentials.isEmpty else { return Credential(id: try interview.line(.credential)) }
        let list = credentials.enumerated().map { "  \($0 + 1)  " + $1.line(in: language) }
        while true {
            let answer = try interview.line(.listedCredential, under: list)
            if let named = credentials.first(where: { $0.id == answer }) { return named }
            if let number = Int(answer), credentials.indices.contains(number - 1) {
                return credentials[number - 1]
            }
        }
    }

    /// Required data is named in the request above; only what may be kept back is asked for.
    private func grantedScopes(_ scopes: [Scope]) throws(Interview.Stop) -> [String] {
        var granted: [String] = []
        for scope in scopes {
            if !scope.isRequired, try !interview.isYes(.grantScope, showing: scope.title) {
                continue
            }
            granted.append(scope.name)
        }
        return granted
    }
}
