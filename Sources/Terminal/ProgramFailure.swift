/// What stops a program: why, in a person's language, and the exit status for it.
package protocol ProgramFailure: Error {
    var exitStatus: ProgramExit { get }

    /// A line or two, safe to print.
    func message(in language: Language) -> String
}
