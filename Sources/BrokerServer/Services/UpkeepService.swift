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
        await attempt { try await broker.resumeFaceChecks() }
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

    /// A failing disk must not end the loop: it goes on when there is space again. Nor does one task
    /// that fails keep the others from their turn.
    private func step(prune: Bool) async {
        await attempt {
            while try await store.expireOverdue(at: clock.now()) == SessionStore.upkeepStep {}
        }
        await attempt { try await broker.collectFaceVerdicts() }
        await attempt { try await broker.refreshParties() }
        await attempt { try await broker.forgetErased() }
        if prune { await attempt { while try await store.prune(at: clock.now()) {} } }
    }

    private func attempt(_ task: () async throws -> Void) async {
        do {
            try await task()
        } catch {
            // At a shutdown the task is cancelled in the middle of its work, which is no failure.
            if Task.isCancelled { return }
            logger.error("upkeep failed", metadata: ["reason": "\(error)"])
        }
    }
}
