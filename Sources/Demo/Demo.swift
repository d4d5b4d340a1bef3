import AsyncHTTPClient
package import BrokerServer
import Hummingbird
package import Logging
import ServiceLifecycle
import WebFiles

/// Broker, portal and wallet in one process, to try everything without any set-up.
package struct Demo: Sendable {
    private let folder: DemoFolder
    private let ports: DemoPorts

    package init(folder: DemoFolder) {
        self.folder = folder
        ports = folder.ports
    }

    /// Runs until it is interrupted.
    ///
    /// - Parameters:
    ///   - makeLogger: a logger for the level and format of the configuration.
    ///   - onReady: called when all listeners listen.
    package func run(
        makeLogger: (ServerConfiguration) -> Logger, onReady: @escaping @Sendable () -> Void
    ) async throws {
        let key = try folder.prepare()
        let configuration = try ServerConfiguration.load(file: folder.configurationFile)
        let logger = makeLogger(configuration)
        let server = try BrokerServer(configuration, logger: logger)
        let ready = Countdown(4, then: onReady)
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        let files = WebFiles()
        let portal = listener(
            DemoPortal(ports: ports, files: files), port: ports.portal, logger, ready)
        let wallet = listener(
            DemoWallet(ports: ports, files: files, key: key, client: client),
            port: ports.wallet, logger, ready)
        do {
            try await server.run(others: [portal, wallet]) { _, _ in ready.tick() }
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    private func listener<Responder: HTTPResponder>(
        _ responder: Responder, port: Int, _ logger: Logger, _ ready: Countdown
    ) -> any Service where Responder.Context == DemoContext {
        Application(
            responder: responder,
            configuration: ApplicationConfiguration(address: .hostname(ports.host, port: port)),
            onServerRunning: { _ in ready.tick() }, logger: logger)
    }
}
