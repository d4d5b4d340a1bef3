import AsyncHTTPClient
import Broker
package import BrokerServer
import HTTPServing
package import Logging
import ServiceLifecycle
import WebFiles

/// Broker, portal, wallets and face provider in one process, to try everything without any set-up.
package struct Demo: Sendable {
    /// The template has no portal that the demo's page could play.
    package struct NoPortal: Error, Sendable {}

    /// At each of the demo's own listeners.
    private static let connections = 1000

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
        let keys = try folder.prepare()
        var configuration = try ServerConfiguration.load(file: folder.configurationFile)
        // The demo itself says what listens where.
        configuration.logLevel = max(.warning, configuration.logLevel)
        let logger = makeLogger(configuration)
        let server = try BrokerServer(configuration, logger: logger)
        let ready = Countdown(5, then: onReady)
        let client = HTTPClient(eventLoopGroupProvider: .singleton)
        do {
            let others = try services(configuration.broker, keys, client, ready)
            try await server.run(others: others) { _, _ in ready.tick() }
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    private func services(
        _ settings: BrokerSettings, _ keys: DemoFolder.Keys, _ client: HTTPClient,
        _ ready: Countdown
    ) throws -> [any Service] {
        let files = WebFiles()
        let wallet = DemoWallet(
            ports: ports, files: files, wallets: settings.wallets, keys: keys.wallets,
            client: client)
        let signature = DemoFaceProviderSignature(secret: keys.faceSecret)
        let orders = DemoFaceProviderOrders()
        let callbacks = DemoFaceProviderCallbacks(
            orders: orders, signature: signature, client: client)
        let face = DemoFaceProvider(
            ports: ports, files: files, signature: signature, orders: orders, callbacks: callbacks)
        return [
            listener(try portal(settings, files), port: ports.portal, ready),
            listener(wallet, port: ports.wallet, ready),
            callbacks,
            listener(face, port: ports.face, ready),
        ]
    }

    /// The portal that answers at the demo's address.
    private func portal(_ settings: BrokerSettings, _ files: WebFiles) throws -> DemoPortal {
        let callback = ports.portalURL + "/callback"
        let parties = settings.relyingParties.values
        guard let party = parties.first(where: { $0.redirectURIs.contains(callback) }) else {
            throw NoPortal()
        }
        let wallets = party.wallets.compactMap { id in settings.wallets.first { $0.id == id } }
        return DemoPortal(
            ports: ports, files: files, template: folder.template.name, party: party,
            wallets: wallets)
    }

    private func listener(
        _ responder: any Responder, port: Int, _ ready: Countdown
    ) -> any Service {
        HTTPListener(
            host: ports.host, port: port, responder: responder,
            limits: ListenerLimits(connections: Self.connections),
            onListening: { _ in ready.tick() })
    }
}
