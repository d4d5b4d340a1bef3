import ArgumentParser
import BrokerAttack
import Foundation
import StrictJSON

/// How often the attacks that are about numbers try.
struct CountOptions: ParsableArguments {
    @Option(help: "Codes drawn to predict the next (10000).") var codes: Int?
    @Option(help: "Races of confirm, cancel and expiry (500).") var races: Int?
    @Option(help: "Decisions around a deadline (200).") var deadlines: Int?
    @Option(help: "Waiters released at once (10000).") var waiters: Int?
    @Option(help: "Login sessions of a flood (300).") var flood: Int?
    @Option(help: "Seconds that one attack may wait for something to pass (150).")
    var longestWait: Int?

    func validate() throws {
        for count in [codes, races, deadlines, waiters, flood, longestWait] {
            guard count.map({ (1...1_000_000).contains($0) }) ?? true else {
                throw ValidationError("Counts are from 1 to 1000000.")
            }
        }
    }

    func applied(to defaults: AttackCounts) -> AttackCounts {
        var counts = defaults
        if let codes { counts.codes = codes }
        if let races { counts.races = races }
        if let deadlines { counts.deadlines = deadlines }
        if let waiters { counts.waiters = waiters }
        if let flood { counts.flood = flood }
        if let longestWait { counts.longestWaitSeconds = longestWait }
        return counts
    }
}

/// Where the report goes.
struct AttackOutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The report, for programs.", valueName: "file")) var json: String?
    @Option(help: ArgumentHelp("The report, as a page.", valueName: "file")) var html: String?
    @Option(
        help: ArgumentHelp("What stands before the name of a guide in links.", valueName: "url"))
    var guides = "Sources/BrokerServer/BrokerServer.docc/"
    @Flag(help: "Only the last line.") var quiet = false

    /// - Throws: `Failure` for a file that cannot be written.
    func write(_ report: AttackReport) throws {
        try write(report.json.serializedText() + "\n", to: json)
        try write(report.html(guides: guides), to: html)
    }

    private func write(_ text: String, to path: String?) throws {
        guard let path else { return }
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure("\(path) cannot be written")
        }
    }
}

/// How many connections this process may have open.
enum OpenFiles {
    /// As many as the system lets it: ten thousand waiters are as many connections.
    static func allowMany() {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(files, &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(files, &limit)
    }
}
