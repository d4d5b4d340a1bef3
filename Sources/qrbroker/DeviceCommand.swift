import ArgumentParser
import Broker
import BrokerHTTP
import StrictJSON

/// `qrbroker device`
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "The phones that may decide for a person.",
        subcommands: [List.self, Revoke.self])

    /// `qrbroker device list`
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the enrolled devices of a person, one JSON object a line.")

        @OptionGroup var person: PersonOptions

        func run() async throws {
            try await person.withBroker { broker, name in
                for device in try await broker.devices(of: name) {
                    print(device.json(locales: []).serializedText())
                }
            }
        }
    }

    /// `qrbroker device revoke`
    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End the key of a device, for instance of a lost phone.",
            discussion: """
                From then on it signs nothing, also at a running broker, and it never comes back. \
                Sign-ins that it has confirmed go on; the person ends them on another phone.
                """)

        @OptionGroup var person: PersonOptions
        // A kid is random: one in 64 begins with a hyphen, and is no option all the same.
        @Option(name: .long, parsing: .unconditional, help: "The kid of its key, from the list.")
        var kid: String

        func run() async throws {
            try await person.withBroker { broker, name in
                guard try await broker.revokeDevice(kid, of: name) else {
                    throw Failure("this person has no device with the key \(kid)")
                }
            }
        }
    }
}
