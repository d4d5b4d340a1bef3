import Audit
import Base64URL
import Broker
import Logging
import LoginFlow
import ServiceLifecycle
import SessionStore
import Tokens

/// Signs the audit trail: after so many rows, after some time, and once more at a graceful end. It
/// reads and signs beside the writer, which only gets one short row now and then.
struct CheckpointService: Service {
    /// When to sign.
    struct Pace: Sendable, Equatable {
        /// So many rows wait for no time to pass.
        var rows: Int
        /// The oldest row waits no longer.
        var interval: Seconds
    }

    let store: SessionStore
    let issuer: String
    let keyFile: String
    let pace: Pace
    let clock: BrokerClock
    let logger: Logger

    /// Seconds between two looks at the trail.
    private static let look = 1

    func run() async throws {
        guard let first = await signer() else { return }
        // Being cancelled is how the loop ends, with the signer as it is then.
        var signer = await cancelWhenGracefulShutdown {
            var (signer, isFailing) = (first, false)
            while (try? await Task.sleep(for: .seconds(Self.look))) != nil {
                isFailing = await signIfDue(&signer, isFailing: isFailing)
            }
            return signer
        }
        // The listeners have ended before this service: nothing is written any more.
        await sign(&signer, isFailing: false)
    }

    private func signer() async -> TrailSigner? {
        do {
            _ = try AuditKeyFile.open(path: keyFile)
            return try await TrailSigner(
                store: store, issuer: issuer, keys: AuditKeyFile.keys(path: keyFile))
        } catch {
            logger.error("audit trail is not signed", metadata: ["reason": "\(error)"])
            return nil
        }
    }

    /// - Parameter isFailing: whether it failed the last time; said once, not every second.
    /// - Returns: whether it failed.
    private func signIfDue(_ signer: inout TrailSigner, isFailing: Bool) async -> Bool {
        do {
            guard
                try await signer.isDue(
                    rows: pace.rows, interval: pace.interval, at: clock.now())
            else { return false }
        } catch {
            return complain("\(error)", isFailing)
        }
        return await sign(&signer, isFailing: isFailing)
    }

    @discardableResult
    private func sign(_ signer: inout TrailSigner, isFailing: Bool) async -> Bool {
        do {
            // Read each time, so that a new key is used as soon as it is there.
            let key = try AuditKeyFile.open(path: keyFile)
            switch try await signer.sign(with: key, at: clock.now()) {
            case .nothingNew: return false
            case .signed(let checkpoint):
                // In a log that is collected elsewhere this is a witness of its own.
                logger.info(
                    "audit checkpoint",
                    metadata: [
                        "size": "\(checkpoint.size)",
                        "root": "\(Base64URL.encode(checkpoint.root))",
                    ])
                return false
            case .shortened(let size, let signed):
                return complain("\(signed) rows were signed, \(size) are there", isFailing)
            }
        } catch {
            return complain("\(error)", isFailing)
        }
    }

    private func complain(_ reason: String, _ isFailing: Bool) -> Bool {
        if !isFailing && !Task.isCancelled {
            logger.error("audit trail not signed", metadata: ["reason": "\(reason)"])
        }
        return true
    }
}
