import ArgumentParser
import Foundation

extension QRLoad {
    /// The library's own entry point would end with 64 after a usage error; the exit statuses of
    /// this program are its own.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as LoadFailure {
            complain(failure.message)
            Foundation.exit(failure.exitStatus.rawValue)
        } catch {
            end(with: error)
        }
    }

    private static func end(with error: any Error) -> Never {
        let status = exitCode(for: error)
        if status.isSuccess {
            print(fullMessage(for: error))
        } else if status == .validationFailure {
            complain(message(for: error) + " See: qrload --help")
            Foundation.exit(LoadExit.usage.rawValue)
        }
        Foundation.exit(status.rawValue)
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data("qrload: \(text)\n".utf8))
    }
}
