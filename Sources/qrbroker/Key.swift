import ArgumentParser
import Secrets

/// `qrbroker key`
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look after the key file.", subcommands: [Backup.self])

    /// `qrbroker key backup`
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the key file, readable by you only; nothing is overwritten.")

        @Option(name: .long, help: "The key file.") var keyFile: String
        @Argument(help: "Where the copy goes.") var copy: String

        func run() async throws {
            do {
                try KeyFile.backUp(path: keyFile, to: copy)
            } catch {
                throw Failure("no copy was made: \(error)")
            }
        }
    }
}
