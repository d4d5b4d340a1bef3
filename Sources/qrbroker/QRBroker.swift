import ArgumentParser

/// The broker's server and its operator's tools.
@main
struct QRBroker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qrbroker",
        abstract: "Log in to any website by scanning a code.",
        subcommands: [
            Serve.self, Init.self, Config.self, Key.self, Client.self, Person.self,
            DeviceCommand.self, SwitchCommand.self, AuditCommand.self, AttackCommand.self,
            DemoCommand.self,
        ],
        defaultSubcommand: nil)
}
