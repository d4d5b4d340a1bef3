import ArgumentParser
import BrokerServer
import Secrets

/// `qrbroker key`
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look after the key file.", subcommands: [Backup.self, Rotate.self])

    /// `qrbroker key backup`
    struct Backup: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the key file, readable by you only; nothing is overwritten.")

        @Option(name: .long, help: "The key file.") var keyFile: String
        @Argument(help: "Where the copy goes.") var copy: String

        func run() async throws {
            do {
                try KeyFile.backUp(path: keyFile, to: copy)
            } catch let failure as KeyFile.Failure {
                throw Failure("no copy was made: \(StartFailure.explain(failure))")
            }
        }
    }

    /// `qrbroker key rotate`
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a new signing key. Running brokers show it at once and sign with it ten "
                + "minutes later; tokens of the old one stay good.")

        @Option(name: .long, help: "The key file.") var keyFile: String

        func run() async throws {
            do {
                for name in try SigningKeyFile.rotate(path: keyFile) { print(name) }
            } catch let failure as KeyFile.Failure {
                throw Failure("no key was added: \(StartFailure.explain(failure))")
            }
        }
    }
}
