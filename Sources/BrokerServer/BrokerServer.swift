package import Broker
import BrokerHTTP
import BrokerMetrics
import Foundation
import HTTPServing
package import Logging
import LoginFlow
import NIOCore
import NIOPosix
import NIOSSL
import Places
import Secrets
package import ServiceLifecycle
import SessionStore
import StrictJSON
import Tokens
import UnixSignals
import WaitingRoom
import WebFiles

/// The whole broker, put together from a configuration.
package struct BrokerServer: Sendable {
    /// Probes and a collector of metrics or two.
    private static let managementConnections = 100

    package let configuration: ServerConfiguration
    package let broker: Broker
    private let store: SessionStore
    private let room: WaitingRoom
    private let workload: Workload
    private let metrics: Metrics
    private let faces: FaceProviders
    private let clock: BrokerClock
    private let logger: Logger

    /// Opens key file and database.
    ///
    /// - Throws: a failure whose description tells the operator what to do.
    package init(_ configuration: ServerConfiguration, logger: Logger) throws {
        self.configuration = configuration
        self.logger = logger
        let clock = BrokerClock.system
        let room = WaitingRoom()
        let metrics = Metrics()
        let keys = try SigningKeyFile.open(configuration, now: clock.now())
        // Made now where it is missing; a file that cannot be written is told of by the service.
        _ = try? AuditKeyFile.open(path: configuration.keyFile)
        store = try Self.openStore(configuration, keys.ring, clock) { records in
            for record in records {
                metrics.count(.transitions, record.session.state.status.rawValue)
            }
            Broker.wake(records, in: room)
        }
        let faces = FaceProviders(configuration.face, clock, metrics, logger)
        broker = Broker(
            settings: configuration.broker, keys: keys.ring,
            signers: TokenSigners(try SigningKeyFile.entries(of: keys)),
            clock: clock, store: store, room: room,
            faceProviders: faces.all, places: try Self.places(configuration),
            random: SystemRandom.bytes)
        self.clock = clock
        self.room = room
        workload = Workload(limit: configuration.broker.limits.concurrentRequests)
        self.metrics = metrics
        self.faces = faces
    }

    private static func places(
        _ configuration: ServerConfiguration
    ) throws -> @Sendable (String) -> Place? {
        guard let path = configuration.placeDatabase else { return { _ in nil } }
        let database = try PlaceDatabase(path: path)
        return { database.place(of: $0) }
    }

    static func openStore(
        _ configuration: ServerConfiguration, _ ring: KeyRing, _ clock: BrokerClock,
        _ afterCommit: @escaping @Sendable ([SessionRecord]) -> Void
    ) throws -> SessionStore {
        try SessionStore(
            path: configuration.database, keyCheck: ring.checkValue, clock: clock.now,
            afterCommit: afterCommit)
    }

    /// Seconds after which services that were told to end at once, and did not, end with the process,
    /// as in a crash. They need milliseconds; a machine that is busy with other things, or stood
    /// still, is no reason to lose the orderly end.
    private static let patience = 30

    /// Runs until SIGTERM or SIGINT, then ends well within the grace period.
    ///
    /// - Parameters:
    ///   - others: services beside the broker, which end before it.
    ///   - onListening: told the real address of each listener, `public` and `management`.
    package func run(
        others: [any Service] = [],
        onListening: @escaping @Sendable (_ listener: String, _ address: String) -> Void = { _, _ in
        }
    ) async throws {
        for warning in configuration.warnings {
            logger.warning(
                "configuration",
                metadata: ["path": "\(warning.path)", "issue": "\(warning.message)"])
        }
        // Before the first question: portals registered by a command are known from the start.
        try await broker.refreshParties()
        try await switches.takeUp()
        try await keepWalletKeys()
        // Ended in reverse order: first the waits are answered, then nothing more is accepted; the last
        // to end signs what has been written until then.
        let services: [any Service] =
            try [checkpoints, upkeep, switches, signingKeys, deliveries, faces]
            + [management(onListening), publicListener(onListening)] + others + [waiting]
        var group = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        group.maximumGracefulShutdownDuration = .seconds(configuration.shutdownGrace)
        group.maximumCancellationDuration = .seconds(Self.patience)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch {
            // However it ends, the log belongs back in the database file.
            try? store.close()
            throw error
        }
        try store.close()
        logger.info("stopped")
    }

    private var upkeep: UpkeepService {
        UpkeepService(broker: broker, store: store, clock: clock, logger: logger)
    }

    private var switches: SwitchService { SwitchService(broker: broker, logger: logger) }

    private var signingKeys: SigningKeyService {
        SigningKeyService(
            signers: broker.signers, path: configuration.keyFile,
            maximumAge: Seconds(configuration.signingKeyAge), clock: clock, logger: logger)
    }

    private var checkpoints: CheckpointService {
        CheckpointService(
            store: store, issuer: configuration.broker.issuer, keyFile: configuration.keyFile,
            pace: .init(
                rows: configuration.audit.checkpointRows,
                interval: Seconds(configuration.audit.checkpointInterval)),
            clock: clock, logger: logger)
    }

    /// What wallets signed is kept longer than their keys stand in the configuration.
    private func keepWalletKeys() async throws {
        try await store.keepWalletKeys(
            configuration.broker.wallets.flatMap { wallet in
                wallet.keys.keys.map { key in
                    (wallet.id, key.thumbprint, key.jwk.serializedText())
                }
            })
    }

    private var deliveries: DeliveryService {
        DeliveryService(
            broker: broker, store: store, clock: clock, metrics: metrics, logger: logger)
    }

    private var waiting: WaitingService { WaitingService(room: room, clock: clock) }

    /// The libraries' own messages are about their insides; only trouble is passed on.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(.warning, logger.logLevel)
        return logger
    }

    private func publicListener(
        _ onListening: @escaping @Sendable (String, String) -> Void
    ) throws -> any Service {
        let responder = BrokerResponder(
            broker: broker, proxies: configuration.proxies, workload: workload, metrics: metrics,
            files: WebFiles(), logger: logger, random: SystemRandom.bytes)
        var limits = ListenerLimits(connections: ConnectionLimit.raised())
        configuration.connectionShare.apply(to: &limits, configuration.proxies)
        let metrics = metrics
        limits.onRefusedConnection = { metrics.count(.refusedConnections, "address") }
        return listener(
            "public", configuration.listen, responder, tls: try tlsContext(), limits: limits
        ) { name, address in
            // The start is over.
            StartPages.release()
            onListening(name, address)
        }
    }

    private func management(
        _ onListening: @escaping @Sendable (String, String) -> Void
    ) -> any Service {
        let responder = ManagementResponder(
            store: store, room: room, workload: workload, metrics: metrics, faces: faces)
        return listener(
            "management", configuration.managementListen, responder, tls: nil,
            limits: ListenerLimits(connections: Self.managementConnections), onListening)
    }

    private func listener(
        _ name: String, _ address: ListenAddress, _ responder: any Responder,
        tls: NIOSSLContext?, limits: ListenerLimits,
        _ onListening: @escaping @Sendable (String, String) -> Void
    ) -> any Service {
        let logger = logger
        return HTTPListener(
            host: address.host, port: address.port, responder: responder, tls: tls,
            limits: limits
        ) { real in
            let text = "\(address.host):\(real?.port ?? address.port)"
            logger.info("listening", metadata: ["listener": "\(name)", "address": "\(text)"])
            onListening(name, text)
        }
    }

    private func tlsContext() throws -> NIOSSLContext? {
        guard let tls = configuration.tls else { return nil }
        let chain = try NIOSSLCertificate.fromPEMFile(tls.certificateFile)
        var settings = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.privateKeyFile, format: .pem)))
        settings.minimumTLSVersion = .tlsv12
        return try NIOSSLContext(configuration: settings)
    }
}
