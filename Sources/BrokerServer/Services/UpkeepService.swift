import Broker
import Logging
import ServiceLifecycle
import SessionStore

/// What happens by itself: deadlines, verdicts of slow face providers, new portals, and forgetting.
struct UpkeepService: Service {
    let broker: Broker
    let store: SessionStore
    let clock: BrokerClock
    let logger: Logger

    /// Milliseconds between two looks at the deadlines: how late a page may hear of one.
    private static let pace = 250
    /// Looks between two rounds of forgetting: 10 s.
    private static let pruneEvery = 40

    func run() async throws {
        await resume()
        // Being cancelled is how this loop ends.
        try? await cancelWhenGracefulShutdown {
            var round = 0
            while true {
                try await Task.sleep(for: .milliseconds(Self.pace))
                round += 1
                await step(prune: round % Self.pruneEvery == 0)
            }
        }
    }

    private func resume() async {
        do {
            try await broker.resumeFaceChecks()
        } catch {
            logger.error("face checks were not resumed", metadata: ["reason": "\(error)"])
        }
    }

    /// A failing disk must not end the loop: it goes on when there is space again.
    private func step(prune: Bool) async {
        do {
            while try await store.expireOverdue(at: clock.now()) == SessionStore.upkeepStep {}
            try await broker.collectFaceVerdicts()
            try await broker.refreshParties()
            if prune { while try await store.prune(at: clock.now()) {} }
        } catch {
            logger.error("upkeep failed", metadata: ["reason": "\(error)"])
        }
    }
}
