package import ArgumentParser
import Foundation

/// A program whose exit statuses are its own: the library's entry point would end with 64 after a
/// usage error.
package protocol Program: AsyncParsableCommand {
    /// What to type for help after a mistake on the command line.
    static var help: String { get }
}

extension Program {
    package static var help: String { "\(name) --help" }

    package static var name: String { configuration.commandName ?? "\(Self.self)" }

    package static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            let last = LastWords(
                of: Self.self, after: error,
                in: Language(
                    arguments: CommandLine.arguments,
                    environment: ProcessInfo.processInfo.environment))
            if let answer = last.answer { print(answer) }
            if let complaint = last.complaint { complain(complaint) }
            Foundation.exit(last.status)
        }
    }

    /// Errors and the reasons for exit statuses, on standard error.
    package static func complain(_ line: String) {
        FileHandle.standardError.write(Data("\(name): \(line)\n".utf8))
    }
}

/// What a program says at its end, and its exit status. Help goes to standard output with status 0,
/// complaints to standard error with another.
struct LastWords: Equatable {
    var answer: String?
    var complaint: String?
    var status: Int32

    init(of program: any Program.Type, after error: any Error, in language: Language) {
        if let failure = error as? any ProgramFailure {
            complaint = failure.message(in: language)
            status = failure.exitStatus.rawValue
            return
        }
        let code = program.exitCode(for: error)
        status = code.rawValue
        if code.isSuccess {
            answer = program.fullMessage(for: error)
        } else if code == .validationFailure {
            complaint = program.message(for: error) + " See: " + program.help
            status = ProgramExit.usage.rawValue
        }
    }
}
