import Broker
import Foundation
import Logging
import LoginFlow
import Secrets
import ServiceLifecycle

/// Keeps the signing keys fresh: takes up what a command has put into the key file, and makes new
/// keys once the newest is old.
struct SigningKeyService: Service {
    let signers: TokenSigners
    let path: String
    /// 0: never by itself.
    let maximumAge: Seconds
    let clock: BrokerClock
    let logger: Logger

    /// Seconds between two looks at the file.
    private static let pace = 2

    func run() async throws {
        // Being cancelled is how this loop ends.
        try? await cancelWhenGracefulShutdown {
            var known = modificationTime
            var isFailing = false
            while true {
                isFailing = rotateIfOld(isFailing: isFailing)
                let time = modificationTime
                if time != known {
                    known = time
                    takeUp()
                }
                try await Task.sleep(for: .seconds(Self.pace))
            }
        }
    }

    private var modificationTime: Date? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.modificationDate] as? Date
    }

    /// - Parameter isFailing: whether it failed the last time; said once, not every two seconds.
    /// - Returns: whether it failed.
    private func rotateIfOld(isFailing: Bool) -> Bool {
        guard maximumAge > 0, let newest = signers.renewedAt,
            clock.now() >= newest + maximumAge
        else { return false }
        do {
            try signers.replace(
                SigningKeyFile.entries(of: SigningKeyFile.rotate(path: path, now: clock.now())))
            logger.notice("new signing keys", metadata: ["reason": "age"])
            return false
        } catch {
            if !isFailing {
                logger.error("signing keys not renewed", metadata: ["reason": "\(error)"])
            }
            return true
        }
    }

    /// A file that cannot be read leaves the known keys in use.
    private func takeUp() {
        do {
            try signers.replace(SigningKeyFile.entries(of: KeyFile.read(path: path)))
            logger.notice("signing keys read again")
        } catch {
            logger.error("key file not read again", metadata: ["reason": "\(error)"])
        }
    }
}
