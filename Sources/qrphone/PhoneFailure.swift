import Terminal

/// Everything that stops the phone before its login is over.
enum PhoneFailure: Error, Equatable {
    /// What was written on the command line makes no sense together.
    case usage(String)
    /// A file cannot be read, written or understood.
    case file(String, reason: String)
    /// The device has no enrolled key and there is no wallet key to enrol one with.
    case deviceNotEnrolled(issuer: String)
    case noCodeInPicture
    /// There are codes in the picture, but none that a login can be scanned from.
    case notALoginCode(String)
    case severalLoginCodes(Int)
    /// The code leads to another broker than the one that was asked for.
    case foreignIssuer(String)
    case refused(Problem)
    case network(String)
    /// An answer that no broker gives; the text says what is wrong with it.
    case malformedAnswer(String)
    /// The person went away in the middle of the questions.
    case inputEnded

    var exitStatus: PhoneExit {
        switch self {
        case .usage, .file, .deviceNotEnrolled: .usage
        case .noCodeInPicture, .notALoginCode, .severalLoginCodes, .foreignIssuer: .noCode
        case .refused: .refused
        case .network, .malformedAnswer: .network
        case .inputEnded: .endedOtherwise
        }
    }

    /// One line or two for the person, safe to print.
    func message(in language: Language) -> String {
        switch self {
        case .usage(let text): text
        case .file(let path, let reason): "\(SafeText.line(path)): \(reason)"
        case .deviceNotEnrolled(let issuer):
            Phrase.deviceNotEnrolled.text(in: language) + " " + SafeText.line(issuer)
        case .noCodeInPicture: Phrase.noCodeInPicture.text(in: language)
        case .notALoginCode(let text):
            Phrase.notALoginCode.text(in: language) + " " + SafeText.line(text)
        case .severalLoginCodes(let count):
            Phrase.severalLoginCodes.text(in: language) + " \(count)"
        case .foreignIssuer(let issuer):
            Phrase.foreignIssuer.text(in: language) + " " + SafeText.line(issuer)
        case .refused(let problem): problem.message(in: language)
        case .network(let reason):
            Phrase.cannotReachBroker.text(in: language) + " " + SafeText.line(reason)
        case .malformedAnswer(let text):
            Phrase.malformedAnswer.text(in: language) + " " + SafeText.line(text)
        case .inputEnded: Phrase.inputEnded.text(in: language)
        }
    }
}
