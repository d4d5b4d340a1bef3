import Terminal

/// Everything that stops the phone before its login is over.
enum PhoneFailure: ProgramFailure, Equatable {
    /// What was written on the command line makes no sense together.
    case usage(String)
    /// A file cannot be read, written or understood.
    case file(String, reason: String)
    /// The device has no enrolled key and there is no wallet key to enrol one with.
    case deviceNotEnrolled(issuer: String)
    /// The face check can only be done with pictures, and there are none.
    case noPhotos
    /// The device holds no credential of that id.
    case unknownCredential(String)
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

    var exitStatus: ProgramExit {
        switch self {
        case .usage, .file, .deviceNotEnrolled, .noPhotos, .unknownCredential: .usage
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
            Complaint.deviceNotEnrolled.text(in: language) + " " + SafeText.line(issuer)
        case .noPhotos: Complaint.noPhotos.text(in: language)
        case .unknownCredential(let id):
            Complaint.unknownCredential.text(in: language) + " " + SafeText.line(id)
        case .noCodeInPicture: Complaint.noCodeInPicture.text(in: language)
        case .notALoginCode(let text):
            Complaint.notALoginCode.text(in: language) + " " + SafeText.line(text)
        case .severalLoginCodes(let count):
            Complaint.severalLoginCodes.text(in: language) + " \(count)"
        case .foreignIssuer(let issuer):
            Complaint.foreignIssuer.text(in: language) + " " + SafeText.line(issuer)
        case .refused(let problem): problem.message(in: language)
        case .network(let reason):
            Complaint.cannotReachBroker.text(in: language) + " " + SafeText.line(reason)
        case .malformedAnswer(let text):
            Complaint.malformedAnswer.text(in: language) + " " + SafeText.line(text)
        case .inputEnded: Complaint.inputEnded.text(in: language)
        }
    }
}

extension ProgramExit {
    /// There is no login code in the picture.
    static let noCode = ProgramExit(rawValue: 3)
}
