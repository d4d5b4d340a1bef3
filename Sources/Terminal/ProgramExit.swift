package import ArgumentParser

/// What a program tells the shell.
///
/// The numbers are part of each command's contract, and mean the same in all of our programs; 3 is
/// free for what only one of them can meet.
package struct ProgramExit: RawRepresentable, Equatable, Sendable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// Everything ended, or stands, as it was asked for.
    package static let asAsked = ProgramExit(rawValue: 0)
    /// The command line, or a file it names, cannot be used.
    package static let usage = ProgramExit(rawValue: 2)
    /// The broker refused to take part.
    package static let refused = ProgramExit(rawValue: 4)
    /// It is over in another way than was asked for.
    package static let endedOtherwise = ProgramExit(rawValue: 5)
    /// The broker cannot be reached, or does not talk like one.
    package static let network = ProgramExit(rawValue: 6)
    /// Ctrl-C, as shells count it: 128 and the number of the signal.
    package static let interrupted = ProgramExit(rawValue: 130)
}

extension ExitCode {
    package init(_ status: ProgramExit) { self.init(status.rawValue) }
}
