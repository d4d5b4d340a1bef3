import ArgumentParser
import BrokerServer
import Foundation

/// `qrbroker config`
struct Config: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a configuration, or list what can be set.",
        subcommands: [Check.self, Reference.self])

    /// `qrbroker config check FILE`
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say everything that is wrong with a configuration file.")

        @Argument(help: "The configuration file.") var file: String

        func run() async throws {
            do {
                let configuration = try ServerConfiguration.load(
                    file: file, environment: ProcessInfo.processInfo.environment)
                for warning in configuration.warnings { print(warning) }
                print("ok")
            } catch {
                throw Failure("this configuration cannot be used:\n\(error)")
            }
        }
    }

    /// `qrbroker config reference`
    struct Reference: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print every setting with type, unit, default and range.")

        func run() async throws { print(ConfigurationReference.text(), terminator: "") }
    }
}
