import Terminal

/// Everything that stops a load test before its report is there.
enum LoadFailure: ProgramFailure, Equatable {
    /// What was written on the command line makes no sense together.
    case usage(String)
    case file(String, reason: String)
    /// Nobody answers where the server should be.
    case unreachable(String)
    /// The server answers, and not in a way that a load test could go on with.
    case refused(String)

    var exitStatus: ProgramExit {
        switch self {
        case .usage, .file: .usage
        case .unreachable: .network
        case .refused: .refused
        }
    }

    /// English in every language, like all that this program says.
    func message(in _: Language) -> String {
        switch self {
        case .usage(let text), .unreachable(let text): text
        // The server's words, with nothing in them that would move the cursor.
        case .refused(let text): SafeText.json(text)
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }
}

extension ProgramExit {
    /// A limit of `--fail-if` was met.
    static let limitMet = ProgramExit(rawValue: 3)
}
