import Broker
import Logging
import ServiceLifecycle
import SessionStore

/// Takes up what an operator switches beside the running broker, and says so in the log. A loop of its
/// own: no other work may keep it from being in time.
struct SwitchService: Service {
    let broker: Broker
    let logger: Logger

    /// Milliseconds between two looks: an operator is promised a second.
    private static let pace = 250

    func run() async throws {
        // Being cancelled is how this loop ends.
        try? await cancelWhenGracefulShutdown {
            var isFailing = false
            while true {
                try await Task.sleep(for: .milliseconds(Self.pace))
                isFailing = await attempt(isFailing: isFailing)
            }
        }
    }

    /// A failing disk must not end the loop.
    ///
    /// - Parameter isFailing: whether it failed the last time; said once, not four times a second.
    /// - Returns: whether it failed.
    private func attempt(isFailing: Bool) async -> Bool {
        do {
            try await takeUp()
            return false
        } catch {
            // At a shutdown the task is cancelled in the middle of its work, which is no failure.
            if !isFailing && !Task.isCancelled {
                logger.error("switches not taken up", metadata: ["reason": "\(error)"])
            }
            return true
        }
    }

    func takeUp() async throws(StoreFailure) {
        for news in try await broker.takeUpSwitches() {
            switch news {
            case .off(let entry):
                var metadata = name(of: entry.what)
                metadata["reason"] = entry.reason.map { "\($0)" }
                logger.warning("switched off", metadata: metadata)
            case .on(let what): logger.warning("switched on again", metadata: name(of: what))
            }
        }
    }

    private func name(of what: Switchable) -> Logger.Metadata {
        switch what {
        case .portal(let id): ["portal": "\(id)"]
        case .wallet(let id): ["wallet": "\(id)"]
        case .walletKey(let wallet, let kid): ["wallet": "\(wallet)", "kid": "\(kid)"]
        }
    }
}
