import AsyncHTTPClient
import Broker
import BrokerMetrics
import HTTPTypes
import Logging
import LoginFlow
import NIOCore
import NIOHTTP1
import ServiceLifecycle
import SessionStore

/// Tells portals what they asked to be told: ended sign-ins and outcomes, until they have heard it.
struct DeliveryService: Service {
    let broker: Broker
    let store: SessionStore
    let clock: BrokerClock
    let metrics: Metrics
    let logger: Logger

    /// Milliseconds between two looks: portals hear of a logout well within a second.
    private static let pace = 200
    /// Messages on their way at once, so that slow portals do not hold up the others for long.
    private static let atOnce = 16
    /// How long a portal may take to answer.
    private static let timeout = TimeAmount.seconds(5)
    /// Seconds to wait after each failure; the last one again and again.
    private static let pauses = [1, 5, 30, 120, 600, 3600]

    func run() async throws {
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: Self.configuration)
        // Being cancelled is how this loop ends.
        try? await cancelWhenGracefulShutdown {
            while true {
                await deliverDue(with: client)
                try await Task.sleep(for: .milliseconds(Self.pace))
            }
        }
        try await client.shutdown()
    }

    /// A portal's address is called as it stands: no redirect leads the broker elsewhere.
    private static var configuration: HTTPClient.Configuration {
        HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: timeout, read: timeout))
    }

    private func deliverDue(with client: HTTPClient) async {
        do {
            let due = try await store.dueDeliveries(at: clock.now(), limit: Self.atOnce)
            await withTaskGroup(of: Void.self) { group in
                for delivery in due { group.addTask { await deliver(delivery, with: client) } }
            }
        } catch {
            logger.error("deliveries not read", metadata: ["reason": "\(error)"])
        }
    }

    private func deliver(_ delivery: Delivery, with client: HTTPClient) async {
        do {
            guard let message = try broker.message(of: delivery) else {
                return try await store.settle(delivery)
            }
            let isHeard = await send(message, with: client)
            metrics.count(.deliveries, isHeard ? "heard" : "failed")
            if isHeard { return try await store.settle(delivery) }
            let pause = Self.pauses[min(delivery.attempts, Self.pauses.count - 1)]
            try await store.postpone(delivery, until: clock.now() + Seconds(pause))
        } catch {
            logger.error("delivery failed", metadata: ["reason": "\(error)"])
        }
    }

    /// - Returns: whether the portal has taken it.
    private func send(_ message: DeliveryMessage, with client: HTTPClient) async -> Bool {
        var request = HTTPClientRequest(url: message.address)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: message.contentType)
        request.headers.add(name: "Cache-Control", value: "no-store")
        if let bearer = message.bearer {
            request.headers.add(name: "Authorization", value: "Bearer \(bearer)")
        }
        request.body = .bytes(ByteBuffer(bytes: message.body))
        do {
            let response = try await client.execute(request, timeout: Self.timeout)
            return (200..<300).contains(response.status.code)
        } catch {
            // Not reached: a failure of the portal's, told by the metric and tried again.
            return false
        }
    }
}
