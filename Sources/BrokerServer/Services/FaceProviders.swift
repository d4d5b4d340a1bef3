import Broker
import BrokerMetrics
import FaceCheck
import Logging
import LoginFlow
import ServiceLifecycle

/// Everybody who can judge faces here; keeps those at work who need it.
struct FaceProviders: Service {
    private let local: LocalFaceProvider?
    private let remote: RemoteFaceProvider?
    private let logger: Logger

    init(
        _ face: ServerConfiguration.Face, _ clock: BrokerClock, _ metrics: Metrics,
        _ logger: Logger
    ) {
        let note = { @Sendable (event: FaceEvent) in
            metrics.count(.faceEvents, event.rawValue)
        }
        local = face.local.map { LocalFaceProvider($0, logger: logger, note: note) }
        remote = face.remote.map {
            RemoteFaceProvider($0, now: clock.now, logger: logger, note: note)
        }
        self.logger = logger
    }

    var all: [FaceProviderKind: any FaceProvider] {
        var all: [FaceProviderKind: any FaceProvider] = [
            .attested: AttestedFaceProvider(), .simulator: SimulatedFaceProvider(),
        ]
        all[.local] = local
        all[.remote] = remote
        return all
    }

    /// Checks that wait to be judged on this machine.
    var queueLength: Int { local?.queueLength ?? 0 }

    func run() async throws {
        if local == nil { logger.notice("local face checks are off: no face.local configured") }
        // Being cancelled is how this ends; with neither provider there is nothing to end.
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                if let local { group.addTask { await local.run() } }
                if let remote { group.addTask { await remote.run() } }
                group.addTask { try? await gracefulShutdown() }
            }
        }
    }
}
