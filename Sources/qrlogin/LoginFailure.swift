import Terminal

/// Everything that stops a login before its tokens are there.
enum LoginFailure: ProgramFailure, Equatable {
    /// What was written on the command line makes no sense together.
    case usage(String)
    /// A file cannot be read or used.
    case file(String, reason: String)
    /// `access_denied`: the person said no on the phone, or failed there.
    case denied
    /// `expired_token`, or the time was up here first.
    case expired
    /// The provider does not let this client do this; its own words (RFC 6749, section 5.2).
    case refused(error: String, description: String?)
    case network(String)
    /// An answer that no provider gives; the text says what is wrong with it.
    case malformedAnswer(String)
    /// The document at the issuer's address names another issuer (RFC 8414, section 3.3).
    case foreignIssuer(String)
    /// The ID token proves nothing; the text says why.
    case untrustedToken(String)
    /// The person has had enough of waiting.
    case interrupted

    var exitStatus: ProgramExit {
        switch self {
        case .usage, .file: .usage
        case .denied, .expired, .refused: .endedOtherwise
        case .network, .malformedAnswer, .foreignIssuer, .untrustedToken: .network
        case .interrupted: .interrupted
        }
    }

    /// One line for the person, safe to print.
    func message(in language: Language) -> String {
        switch self {
        case .usage(let text): SafeText.line(text)
        case .file(let path, let reason): "\(SafeText.line(path)): \(reason)"
        case .denied: Phrase.denied.text(in: language)
        case .expired: Phrase.expired.text(in: language)
        case .refused(let error, let description):
            say(.refused, [error, description].compactMap { $0 }.joined(separator: ", "), language)
        case .network(let reason): say(.cannotReach, reason, language)
        case .malformedAnswer(let text): say(.malformedAnswer, text, language)
        case .foreignIssuer(let issuer): say(.foreignIssuer, issuer, language)
        case .untrustedToken(let reason): say(.untrustedToken, reason, language)
        case .interrupted: Phrase.interrupted.text(in: language)
        }
    }

    private func say(_ phrase: Phrase, _ detail: String, _ language: Language) -> String {
        phrase.text(in: language) + " " + SafeText.line(detail)
    }
}
