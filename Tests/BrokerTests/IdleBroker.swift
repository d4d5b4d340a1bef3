import Crypto
import Foundation
import LoginFlow
import Secrets
import SessionStore
import WaitingRoom

@testable import Broker

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "broker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

extension Broker {
    /// A broker whose clocks stand still, without portals and wallets.
    static func idle(in folder: TemporaryFolder) throws -> Broker {
        let clock = BrokerClock(now: { decided }, waiting: { WaitingInstant(milliseconds: 0) })
        let key = SymmetricKey(size: .bits256)
        let ring = KeyRing(derivation: key, sealing: key, subject: key)
        return Broker(
            settings: BrokerSettings(
                issuer: "https://login.example", relyingParties: [], wallets: [], terms: [:],
                limits: LimitSettings()),
            keys: ring, signers: TokenSigners([]), clock: clock,
            store: try SessionStore(
                path: folder.url.appending(path: "test.sqlite").path, keyCheck: ring.checkValue,
                clock: clock.now, afterCommit: { _ in }),
            room: WaitingRoom(), faceProviders: [:],
            random: { [UInt8](repeating: 0, count: $0) })
    }
}
