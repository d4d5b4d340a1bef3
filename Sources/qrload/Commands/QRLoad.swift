import ArgumentParser
import Terminal

/// The load test: what a broker takes, and how it does meanwhile.
@main
struct QRLoad: Program {
    static let configuration = CommandConfiguration(
        commandName: "qrload",
        abstract: "Load-test a broker: thousands of logins by scan, and held polls.",
        discussion: """
            Exit status: 0 all as asked, 2 usage, 3 a limit of --fail-if was met, 4 the server \
            refuses to take part, 5 something ended otherwise, 6 the server cannot be reached.
            """,
        subcommands: [LoginsCommand.self, HoldCommand.self],
        defaultSubcommand: LoginsCommand.self)
}
