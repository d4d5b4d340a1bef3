/// What the program tells the shell. The numbers are part of the command's contract, and the same
/// as those of `qrphone` where they mean the same.
enum LoginExit: Int32 {
    /// Logged in; the tokens are on standard output.
    case loggedIn = 0
    /// The command line, or a file it names, cannot be used.
    case usage = 2
    /// The person or the provider said no, or nobody answered in time.
    case refused = 5
    /// The provider cannot be reached, or does not talk like one.
    case network = 6
    /// Ctrl-C, as shells count it: 128 and the number of the signal.
    case interrupted = 130
}
