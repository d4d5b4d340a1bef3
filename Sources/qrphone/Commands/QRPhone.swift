import ArgumentParser
import Foundation
import Terminal

/// A phone on the command line: reads a code, shows who asks, and speaks for its person.
@main
struct QRPhone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qrphone",
        abstract: "Scan a login code and decide, as a wallet app would.",
        discussion: """
            Exit status: 0 as asked, 2 usage, 3 no code in the picture, 4 the broker refused, \
            5 the login ended otherwise, 6 network.
            """,
        subcommands: [
            LoginCommand.self, RequestsCommand.self, SignInsCommand.self, DecodeCommand.self,
            EnrolCommand.self, RevokeCommand.self, CredentialsCommand.self,
        ],
        defaultSubcommand: LoginCommand.self)

    /// The library's own entry point would end with 64 after a usage error; the exit statuses of
    /// this program are its own.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch let failure as PhoneFailure {
            let language = Language(arguments: CommandLine.arguments)
            Screen.complain(failure.message(in: language))
            Foundation.exit(failure.exitStatus.rawValue)
        } catch {
            end(with: error)
        }
    }

    /// Help goes to standard output with status 0, complaints to standard error with status 2.
    private static func end(with error: any Error) -> Never {
        let status = exitCode(for: error)
        if status.isSuccess {
            print(fullMessage(for: error))
        } else if status == .validationFailure {
            Screen.complain(message(for: error) + " See: qrphone help login")
            Foundation.exit(PhoneExit.usage.rawValue)
        }
        Foundation.exit(status.rawValue)
    }
}

extension Language {
    /// The language for complaints about a command line that could not be understood as a whole.
    init(arguments: [String]) {
        let named = zip(arguments, arguments.dropFirst()).first { $0.0 == "--language" }?.1
        let environment = ProcessInfo.processInfo.environment
        self = named.flatMap(Language.init(rawValue:)) ?? Language(environment: environment)
    }
}
