import ArgumentParser
import Foundation
import Terminal

extension QRLogin {
    /// The library's own entry point would end with 64 after a usage error; the exit statuses of
    /// this program are its own.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if let login = command as? QRLogin {
                try await login.run()
            } else {
                try command.run()
            }
        } catch let failure as LoginFailure {
            Screen.complain(failure.message(in: language(of: CommandLine.arguments)))
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
            Screen.complain(message(for: error) + " See: qrlogin --help")
            Foundation.exit(LoginExit.usage.rawValue)
        }
        Foundation.exit(status.rawValue)
    }

    /// The language for complaints, also where the command line makes no sense as a whole.
    private static func language(of arguments: [String]) -> Language {
        let named = zip(arguments, arguments.dropFirst()).first { $0.0 == "--language" }?.1
        let environment = ProcessInfo.processInfo.environment
        return named.flatMap(Language.init(rawValue:)) ?? Language(environment: environment)
    }
}
