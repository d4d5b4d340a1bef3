import ArgumentParser
import Terminal

/// A phone on the command line: reads a code, shows who asks, and speaks for its person.
@main
struct QRPhone: Program {
    static let configuration = CommandConfiguration(
        commandName: "qrphone",
        abstract: "Scan a login code and decide, as a wallet app would.",
        discussion: """
            Exit status: 0 as asked, 2 usage, 3 no code in the picture, 4 the broker refused, \
            5 the login ended otherwise, 6 network.
            """,
        subcommands: [
            LoginCommand.self, RequestsCommand.self, SignInsCommand.self, DecodeCommand.self,
            DevicesCommand.self, EnrolCommand.self, RevokeCommand.self, CredentialsCommand.self,
        ],
        defaultSubcommand: LoginCommand.self)

    static var help: String { "qrphone help login" }
}
