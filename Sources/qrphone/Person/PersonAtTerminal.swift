import StrictJSON
import Terminal

/// Somebody who is asked question by question.
///
/// The number comes first, where it is asked for: who cannot read it from the page in front of
/// them is looking at somebody else's login. Saying no is one key at every question.
struct PersonAtTerminal: Person {
    /// What the command line said already; those questions are not asked.
    var known = ConfirmDetails()
    let language: Language
    /// Shows a question and reads one line; `nil` at the end of the input.
    let ask: (String) -> String?

    func decide(on scanned: Scanned) throws(PhoneFailure) -> Decision {
        do {
            var confirmation = known
            try fillIn(&confirmation, for: scanned)
            let answer = try choice(.reallyConfirm, among: ["y", "n", "x"])
            if answer == "y" { return .confirm(confirmation) }
            return .deny(answer == "x" ? .notMe : .changedMind)
        } catch {
            switch error {
            case .saidNo(let reason): return .deny(reason)
            case .inputEnded: throw .inputEnded
            }
        }
    }

    func face(_ check: FaceCheck, previous: [FaceResult]) throws(PhoneFailure) -> FaceStep {
        do {
            let keys = ["p", "f", "e", "s", "n", "x"]
            switch try choice(.whichFace, among: keys, showing: "\(check.triesLeft)") {
            case "p": return .send(.pass)
            case "f": return .send(.fail(reason: "mismatch"))
            case "e": return .send(.error)
            case "s": return .leave
            case "n": return .deny(.changedMind)
            default: return .deny(.notMe)
            }
        } catch {
            throw .inputEnded
        }
    }

    // MARK: Questions

    /// Why a question has no answer.
    private enum Stop: Error {
        case saidNo(DenyReason)
        case inputEnded
    }

    private func fillIn(_ confirmation: inout ConfirmDetails, for scanned: Scanned) throws(Stop) {
        if scanned.asksFor("number"), confirmation.number == nil {
            confirmation.number = try line(.enterNumber)
        }
        if scanned.asksFor("credential"), confirmation.credential == nil {
            confirmation.credential = try line(.enterCredential)
        }
        if scanned.asksFor("consent"), confirmation.scopes == nil {
            confirmation.scopes = try grantedScopes(scanned.scopes)
        }
        for terms in scanned.terms {
            guard try isYes(.acceptTerms, showing: terms.title + " " + terms.url)
            else { throw .saidNo(.changedMind) }
            confirmation.terms.append(terms)
        }
        if scanned.asksFor("pin"), !confirmation.enteredPIN {
            _ = try line(.enterPIN)
            confirmation.enteredPIN = true
        }
    }

    /// Required data is named in the request above; only what may be kept back is asked for.
    private func grantedScopes(_ scopes: [Scope]) throws(Stop) -> [String] {
        var granted: [String] = []
        for scope in scopes {
            if !scope.isRequired, try !isYes(.grantScope, showing: scope.title) { continue }
            granted.append(scope.name)
        }
        return granted
    }

    private func line(_ question: Phrase) throws(Stop) -> String {
        while true {
            guard let answer = ask(question.text(in: language) + " ") else { throw .inputEnded }
            let text = answer.trimmed
            switch text {
            case "": continue
            case "n": throw .saidNo(.changedMind)
            case "x": throw .saidNo(.notMe)
            default: return text
            }
        }
    }

    private func isYes(_ question: Phrase, showing detail: String) throws(Stop) -> Bool {
        try choice(question, among: ["y", "n"], showing: detail) == "y"
    }

    private func choice(
        _ question: Phrase, among keys: [String], showing detail: String = ""
    ) throws(Stop) -> String {
        let shown = detail.isEmpty ? "" : " " + SafeText.line(detail)
        while true {
            let text =
                question.text(in: language) + shown + " [" + keys.joined(separator: "/") + "] "
            guard let answer = ask(text) else { throw .inputEnded }
            let key = answer.trimmed.lowercased()
            if keys.contains(key) { return key }
            if key == "x" { throw .saidNo(.notMe) }
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
