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
        let configuration = try options.load()
        guard configuration.broker.wallet(wallet) != nil else {
            throw Failure("the configuration has no wallet \(wallet)")
        }
        let idle: IdleBroker
        do {
            idle = try await IdleBroker(configuration)
        } catch {
            throw Failure(StartFailure.explain(error, configuration))
        }
        defer { idle.close() }
        do {
            try await body(idle.broker, PersonName(wallet: wallet, sub: subject))
        } catch let failure as StoreFailure {
            throw Failure("the database did not do its part: \(failure)")
        }
    }
}
