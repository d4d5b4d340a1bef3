import ArgumentParser
import StrictJSON

/// `qrbench micro`: runs one pure part so often, and nothing else.
///
/// It takes no time itself: run it under a tool that counts instructions or allocations, once with
/// N and once with 2 N times. The difference divided by N is what one run costs; what the program
/// needs to start falls out.
struct Micro: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run one pure part many times, for a tool that counts instructions.")

    @Argument(help: "Which: \(MicroPart.allValueStrings.joined(separator: ", ")).")
    var part: MicroPart
    @Option(name: .long, help: "How often.") var times = 1000

    func validate() throws {
        guard times > 0 else { throw ValidationError("--times must be at least 1") }
    }

    func run() throws {
        let operation = try part.prepared()
        var sum = 0
        for number in 0..<times { sum &+= try operation(number) }
        // The sum depends on every run, so that the optimiser can leave none out.
        QRBench.tell([
            "part": .string(part.rawValue), "times": .integer(Int64(times)),
            "sum": .integer(Int64(sum)),
        ])
    }
}
