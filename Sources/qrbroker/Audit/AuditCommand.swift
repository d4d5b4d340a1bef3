import ArgumentParser

/// `qrbroker audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check the audit trail, and hand out what proves a login.",
        subcommands: [Verify.self, Export.self, Keys.self, RotateKey.self])
}
