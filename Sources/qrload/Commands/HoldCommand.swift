import ArgumentParser
import Foundation
import NIOCore
import StrictJSON
import Terminal

/// Many polls that are held, at a broker or at any other server that holds requests.
struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Hold many polls, wake some, and say what each costs.",
        discussion: """
            At a broker: --broker --url http://127.0.0.1:8080 --client ID --redirect-uri URI. The \
            login sessions are created first; a cancellation wakes each. Anywhere else: --url and \
            --publish with {n} for a number from 0, as in nchan. Each poll has a connection of its \
            own and is woken at most once. Raise limits.create_per_address and \
            limits.create_per_client at the broker, and the lifetime scan beyond the test.
            """)

    @Option(help: ArgumentHelp("The broker, or a poll's address with {n} in it.", valueName: "url"))
    var url: String?
    @Option(
        help: ArgumentHelp(
            "Addresses of polls, one a line, each perhaps with a bearer token behind it.",
            valueName: "file"))
    var urlFile: String?
    @Flag(help: "The server is a broker: create the login sessions, wake by cancelling them.")
    var broker = false
    @OptionGroup var portal: PortalOptions
    @Option(help: ArgumentHelp("What wakes poll {n}, by POST.", valueName: "url"))
    var publish: String?
    @Option(help: ArgumentHelp("What is posted there.", valueName: "text"))
    var publishBody = "wake"
    @Option(help: "Polls to hold; of --url-file all, when it is left out.") var count: Int?
    @Option(help: ArgumentHelp("New connections a second.", valueName: "n/s"))
    var connectRate = Rate(argument: "2000/s")!
    @Option(help: "Polls to wake one after the other.") var publishes = 0
    @Option(help: ArgumentHelp("So many a second.", valueName: "n/s"))
    var publishRate = Rate(argument: "500/s")!
    @Option(help: "Polls to wake then as fast as it goes.") var burst = 0
    @Option(help: "Connections that wake in the burst.") var publishers = 16
    @Option(help: ArgumentHelp("How long an answer may take.", valueName: "time"))
    var patience = Span(.seconds(10))
    @Option(help: ArgumentHelp("Processes of the server; repeatable.", valueName: "pid"))
    var pid: [Int32] = []
    @Option(help: ArgumentHelp("All figures; - for standard output.", valueName: "file"))
    var json: String?

    func validate() throws {
        guard (url == nil) != (urlFile == nil) else {
            throw ValidationError("Say either --url or --url-file.")
        }
        guard broker || portal.client == nil else { throw ValidationError("--client: --broker.") }
        guard !(broker && (publish != nil || urlFile != nil)) else {
            throw ValidationError("--broker knows itself what to hold and how to wake.")
        }
        guard broker || publish != nil || publishes + burst == 0 else {
            throw ValidationError("--publishes and --burst need --publish.")
        }
        guard publishes >= 0, burst >= 0, publishers > 0, count.map({ $0 > 0 }) ?? true else {
            throw ValidationError("Counts are from 0, --count and --publishers from 1.")
        }
    }

    func run() async throws {
        let director = try HoldDirector(self)
        let report = try await LoadLoop.run { loop in try await director.run(on: loop) }
        if let json { try OutputFile.write(ReportJSON.bytes(of: report), to: json) }
        if json != OutputFile.standardOutput { print(report.text, terminator: "") }
        if !report.isWhole { throw ExitCode(ProgramExit.endedOtherwise) }
    }
}
