import ArgumentParser
import StrictJSON

/// Measures parts of the broker from inside, where a request over HTTP would hide them.
///
/// Each command prints one JSON object; `scripts/bench` runs them and tells what they mean.
@main
struct QRBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qrbench",
        abstract: "Measure parts of the broker.",
        subcommands: [Micro.self, Transitions.self, Symbols.self, Seed.self])

    static func tell(_ figures: JSONObject) {
        print(JSONValue.object(figures).serializedText())
    }
}
