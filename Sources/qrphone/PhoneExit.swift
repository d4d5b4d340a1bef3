/// What the program tells the shell. The numbers are part of the command's contract.
enum PhoneExit: Int32 {
    /// The login ended, or stands, as it was asked for.
    case asAsked = 0
    /// The command line, or a file it names, cannot be used.
    case usage = 2
    /// There is no login code in the picture.
    case noCode = 3
    /// The broker refused a statement.
    case refused = 4
    /// The login is over in another way than was asked for.
    case endedOtherwise = 5
    /// The broker cannot be reached or does not talk like one.
    case network = 6
}
