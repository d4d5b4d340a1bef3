import ArgumentParser
import BrokerAttack
import Foundation

/// `qrbroker attack`
struct AttackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attack",
        abstract: "Play the catalogue of known attacks against a running deployment.",
        discussion: """
            From outside, as a portal's page, two browsers and two people of a wallet. It starts \
            and ends logins of people whom it makes up, and fills limits: not for a broker in use. \
            On loopback it calls from many addresses; elsewhere from one, unless this machine is \
            a trusted proxy. What needs files of the deployment is not tried without them.

            Exit status: 0 no attack succeeded; 3 one did; 4 none did, but some were interrupted; \
            1 the deployment or a file is not there; 64 usage.
            """)

    @OptionGroup var deployment: DeploymentOptions
    @OptionGroup var inside: InsideOptions
    @Option(
        name: .long,
        help: ArgumentHelp("Play only these, such as 1-9,11.", valueName: "numbers"))
    var only: String?
    @Flag(name: .long, help: "Try less often where it is about numbers: a minute in all.")
    var quick = false
    @OptionGroup var counts: CountOptions
    @OptionGroup var output: AttackOutputOptions

    func run() async throws {
        EventLoops.set()
        guard let target = AttackTarget(deployment.url) else {
            throw ValidationError("--url is an http or https address.")
        }
        var plan = try deployment.plan()
        plan.inside = inside.files
        plan.counts = counts.applied(to: quick ? .few : AttackCounts())
        OpenFiles.allowMany()
        let run: AttackRun
        do {
            run = try await AttackRun(
                url: deployment.url, target: target, plan: plan, numbers: try numbers())
        } catch let failure as AttackFailure {
            throw Failure("\(deployment.url): \(failure)")
        }
        let report = await run.play { card, finding in
            if !output.quiet { Self.say(AttackReport.text(card, finding)) }
        }
        Self.say(report.closing)
        try output.write(report)
        if report.isBroken { throw ExitCode(3) }
        if report.isIncomplete { throw ExitCode(4) }
    }

    /// At once, also into a pipe: somebody watches a run of minutes.
    private static func say(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }

    private func numbers() throws -> Set<Int>? {
        guard let only else { return nil }
        var numbers: Set<Int> = []
        for part in only.split(separator: ",") {
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, ends.count <= 2,
                (1...44).contains(first), (first...44).contains(last)
            else { throw ValidationError("--only takes numbers from 1 to 44, such as 1-9,11.") }
            numbers.formUnion(first...last)
        }
        return numbers
    }
}
