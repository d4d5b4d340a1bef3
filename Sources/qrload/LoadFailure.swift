/// Everything that stops a load test before its report is there.
enum LoadFailure: Error, Equatable {
    /// What was written on the command line makes no sense together.
    case usage(String)
    case file(String, reason: String)
    /// Nobody answers where the server should be.
    case unreachable(String)
    /// The server answers, and not in a way that a load test could go on with.
    case refused(String)

    var exitStatus: LoadExit {
        switch self {
        case .usage, .file: .usage
        case .unreachable: .network
        case .refused: .refused
        }
    }

    var message: String {
        switch self {
        case .usage(let text), .unreachable(let text), .refused(let text): text
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }
}

/// What the program tells the shell; where they mean the same, the numbers of `qrphone`.
enum LoadExit: Int32 {
    /// Everything ended as asked.
    case asAsked = 0
    /// The command line, or a file it names, cannot be used.
    case usage = 2
    /// A limit of `--fail-if` was met.
    case limitMet = 3
    /// The server refused to take part at all.
    case refused = 4
    /// Something ended otherwise than it was asked to, or was lost.
    case endedOtherwise = 5
    /// The server cannot be reached.
    case network = 6
}
