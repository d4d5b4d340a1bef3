import ArgumentParser
import Broker
import BrokerServer
import SessionStore

/// Which person of which wallet an operator means.
struct PersonOptions: ParsableArguments {
    @OptionGroup var options: ConfigurationOptions
    @Option(name: .long, help: "The wallet.") var wallet: String
    @Option(
        name: .long, parsing: .unconditional,
        help: "The person, as the wallet names them in its statements (sub).")
    var subject: String

    func withBroker(_ body: (Broker, PersonName) async throws -> Void) async throws {
        try await options.with(IdleBroker.self) { idle in
            guard idle.broker.settings.wallet(wallet) != nil else {
                throw Failure("the configuration has no wallet \(wallet)")
            }
            try await body(idle.broker, PersonName(wallet: wallet, sub: subject))
        }
    }
}
