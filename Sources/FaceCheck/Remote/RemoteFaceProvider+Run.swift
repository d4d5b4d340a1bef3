import AsyncHTTPClient
import Logging
import LoginFlow
import NIOConcurrencyHelpers

extension RemoteFaceProvider {
    /// Milliseconds between two looks at what is due.
    private static let pace = 250
    /// Questions at a time: a provider that does not answer must not take all connections.
    private static let width = 32

    /// Asks about open orders until it is cancelled.
    package func run() async {
        await connected {
            await withDiscardingTaskGroup { group in
                while !Task.isCancelled {
                    for entry in due(at: now()) {
                        group.addTask { await self.ask(about: entry) }
                    }
                    // Cancelled: the loop ends.
                    try? await clock.sleep(for: .milliseconds(Self.pace))
                }
            }
        }
    }

    func due(at moment: Moment) -> [RemoteOrders.Entry] {
        orders.withLockedValue {
            $0.due(
                at: moment, interval: Seconds(settings.pollInterval), lifetime: Lifetimes().total,
                width: Self.width)
        }
    }

    /// Runs the body with connections to the provider; without them every call fails.
    package func connected(_ body: () async throws -> Void) async rethrows {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // Attempts are counted here.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration)
        self.client.withLockedValue { $0 = client }
        do {
            try await body()
        } catch {
            await disconnect(client)
            throw error
        }
        await disconnect(client)
    }

    /// What is still on its way is ended, and asked again after the next start.
    private func disconnect(_ client: HTTPClient) async {
        self.client.withLockedValue { $0 = nil }
        try? await client.shutdown()
    }

    func caller() throws(ProviderCaller.Failure) -> ProviderCaller {
        guard let client = client.withLockedValue({ $0 }) else { throw .unreachable }
        return ProviderCaller(
            client: client, settings: settings, signature: signature, clock: clock, now: now)
    }

    func ask(about entry: RemoteOrders.Entry) async {
        defer { orders.withLockedValue { $0.answered(entry.order.reference) } }
        do throws(ProviderCaller.Failure) {
            var placed = entry.placed
            if placed == nil {
                placed = try await placeOnce(entry.order, timeLeft: Lifetimes().face)
            }
            guard let placed else { return }
            let report = try await caller().report(on: placed)
            // A report on another order says nothing about this one, and is nobody's verdict.
            guard report.reference == entry.order.reference, report.name == placed.name
            else { throw .garbage }
            hasTrouble.withLockedValue { $0 = false }
            _ = take(report)
        } catch {
            tell(error, "order not read")
        }
    }

    /// Troubles of the provider's, in a word of ours and never in its own; said once, until it goes
    /// well again.
    func tell(_ failure: ProviderCaller.Failure, _ what: String) {
        if failure == .wrongSignature { note(.wrongSignature) }
        let isNew = hasTrouble.withLockedValue { trouble in
            defer { trouble = true }
            return !trouble
        }
        guard isNew else { return }
        logger.warning("face provider: \(what)", metadata: ["reason": "\(failure)"])
    }
}
