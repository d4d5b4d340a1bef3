import Broker
import BrokerMetrics
import Logging
import LoginFlow
import ServiceLifecycle
import SessionStore

/// Tells portals what they asked to be told: ended sign-ins and outcomes, until they have heard or refused it.
struct DeliveryService: Service {
    let broker: Broker
    let store: SessionStore
    let clock: BrokerClock
    let metrics: Metrics
    let logger: Logger

    /// Milliseconds between two looks: portals hear of a logout well within a second.
    private static let pace = 200
    /// Rows looked at in one turn: all that may be under way, which are still due, and as many more.
    private static let lookAhead = 2 * DeliveriesUnderWay.maximum
    /// Seconds to wait after each failure; the last one again and again.
    private static let pauses = [1, 5, 30, 120, 600, 3600]

    func run() async throws {
        let caller = PortalCaller()
        let underWay = DeliveriesUnderWay()
        // Being cancelled is how this loop ends; what is on its way then is tried again later.
        try? await cancelWhenGracefulShutdown {
            try await withThrowingDiscardingTaskGroup { group in
                while true {
                    for delivery in await due(underWay) where underWay.start(delivery) {
                        group.addTask {
                            await deliver(delivery, by: caller)
                            underWay.end(delivery)
                        }
                    }
                    try await Task.sleep(for: .milliseconds(Self.pace))
                }
            }
        }
        try await caller.close()
    }

    private func due(_ underWay: DeliveriesUnderWay) async -> [Delivery] {
        do {
            return try await store.dueDeliveries(
                at: clock.now(), limit: Self.lookAhead,
                sparing: underWay.busyPortals + broker.silencedPortals)
        } catch {
            // At a shutdown the task is cancelled in the middle of reading, which is no failure.
            if Task.isCancelled { return [] }
            logger.error("deliveries not read", metadata: ["reason": "\(error)"])
            return []
        }
    }

    private func deliver(_ delivery: Delivery, by caller: PortalCaller) async {
        do {
            guard let message = try broker.message(of: delivery) else {
                return try await store.settle(delivery)
            }
            let outcome = await caller.send(message)
            metrics.count(.deliveries, outcome.rawValue)
            switch outcome {
            case .heard, .refused: try await store.settle(delivery)
            case .failed: try await store.postpone(delivery, until: next(delivery))
            case .unreachable: try await store.postponeAll(with: delivery, until: next(delivery))
            }
        } catch BrokerRefusal.switchedOff {
            // Between reading and sending; it waits.
        } catch {
            logger.error("delivery failed", metadata: ["reason": "\(error)"])
        }
    }

    /// When to try again.
    private func next(_ delivery: Delivery) -> Moment {
        let pause = Self.pauses[min(delivery.attempts, Self.pauses.count - 1)]
        return clock.now() + Seconds(pause)
    }
}
