import ArgumentParser
import BrokerServer

/// `qrbroker serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the broker until it is told to stop.")

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        Heap.set()
        EventLoops.set()
        let configuration = try options.load()
        let logger = Log.logger(for: configuration)
        do {
            try await BrokerServer(configuration, logger: logger).run()
        } catch {
            throw Failure(StartFailure.explain(error, configuration))
        }
    }
}
