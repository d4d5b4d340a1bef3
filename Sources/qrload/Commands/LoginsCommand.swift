import ArgumentParser
import Foundation
import NIOCore
import Terminal

/// Whole logins: pages that create, wait and redeem, phones that scan and decide.
struct LoginsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logins",
        abstract: "Whole logins, at a rate or so many at a time.",
        discussion: """
            At a rate (an open loop), each login begins when it should, however the broker does, \
            and latency counts from then. With --concurrency (a closed loop) the next begins when \
            one is over, and 429 and 503 are waited out. Latencies of the ramp are not counted.

            All pages call from this machine: set limits.create_per_address, \
            limits.create_per_client, limits.token_per_client and \
            limits.wallet_calls_per_wallet to off in the broker that is tested. Each login has a \
            person of its own, so limits per person need no change. The wallet is one with \
            wallet_signed_decisions whose jwks_file has the key, and attests what the policy \
            asks for (face, pin, credential).

            Limits for --fail-if: STEP.p50, .p90, .p99, .p99.9, .max or .mean with a time \
            (answer.p99>50ms; p99>50ms means the same), errors>0, errors>1%, rate<950/s, cpu>1ms \
            (of the server for each login). Steps: \
            \(Step.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    @Option(help: ArgumentHelp("The broker, where it listens.", valueName: "url")) var url: String
    @Option(
        help: ArgumentHelp("The broker's public URL, if that is another.", valueName: "url"))
    var issuer: String?
    @OptionGroup var portal: PortalOptions
    @OptionGroup var wallet: WalletOptions
    @OptionGroup var arrivals: ArrivalOptions
    @OptionGroup var output: OutputOptions
    @Option(help: ArgumentHelp("Processes of the broker; repeatable.", valueName: "pid"))
    var pid: [Int32] = []
    @Option(help: ArgumentHelp("How long an answer may take.", valueName: "time"))
    var patience = Span(.seconds(10))

    func validate() throws {
        guard portal.client != nil, portal.redirectUri != nil else {
            throw ValidationError("--client and --redirect-uri say whose logins these are.")
        }
        guard Endpoint(url) != nil else { throw ValidationError("--url is http://HOST:PORT.") }
    }

    func run() async throws {
        let director = try LoginsDirector(self)
        let report = try await LoadLoop.run { loop in try await director.run(on: loop) }
        try output.write(report)
        if report.exitStatus != .asAsked { throw ExitCode(report.exitStatus) }
    }
}
