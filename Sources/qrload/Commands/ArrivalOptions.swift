import ArgumentParser
import NIOCore

/// How many logins, when, and which.
struct ArrivalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Logins begun a second: an open loop.", valueName: "n/s"))
    var rate: Rate?
    @Option(help: ArgumentHelp("Logins at a time: a closed loop.", valueName: "n"))
    var concurrency: Int?
    @Option(help: ArgumentHelp("How long the load grows first.", valueName: "time"))
    var ramp = Span(.zero)
    @Option(help: ArgumentHelp("How long logins begin, the ramp included.", valueName: "time"))
    var duration = Span(.seconds(30))
    @Option(help: ArgumentHelp("In which proportion they end how.", valueName: "mix"))
    var mix = Mix.usual
    @Option(
        help: ArgumentHelp("What a person needs between two things, about.", valueName: "time"))
    var think = Span(.milliseconds(500))
    @Option(help: ArgumentHelp("Pages that only wait, besides.", valueName: "n")) var hold = 0
    @Option(help: ArgumentHelp("Logins under way at most.", valueName: "n"))
    var mostInFlight = 50_000

    func validate() throws {
        guard (rate == nil) != (concurrency == nil) else {
            throw ValidationError("Say either --rate or --concurrency.")
        }
        guard concurrency.map({ $0 > 0 }) ?? true, hold >= 0, mostInFlight > 0 else {
            throw ValidationError("--concurrency and --most-in-flight are from 1, --hold from 0.")
        }
        guard duration.amount > ramp.amount else {
            throw ValidationError("--ramp is a part of --duration.")
        }
    }

    var arrivals: LoginsPlan.Arrivals {
        if let concurrency { return .closed(slots: concurrency) }
        return .open(perSecond: rate?.perSecond ?? 0)
    }

    /// As a report says it.
    var text: String {
        if let concurrency { return "\(concurrency) at a time" }
        return "\(Figure.decimal(rate?.perSecond ?? 0, digits: 1))/s"
    }
}
