package import Broker
import LoginFlow
import Secrets
import SessionStore
import Tokens
import WaitingRoom

/// The use cases for an operator's command: no listener, no service, and the database of a broker
/// that may be running meanwhile.
package struct IdleBroker: Desk {
    package let broker: Broker
    private let store: SessionStore

    /// Opens key file and database of a configuration, and learns of every portal.
    package init(_ configuration: ServerConfiguration) async throws {
        let clock = BrokerClock.system
        let keys = try SigningKeyFile.open(configuration, now: clock.now())
        store = try BrokerServer.openStore(configuration, keys.ring, clock) { _ in }
        broker = Broker(
            settings: configuration.broker, keys: keys.ring,
            signers: TokenSigners(try SigningKeyFile.entries(of: keys)), clock: clock,
            store: store, room: WaitingRoom(), faceProviders: [:], random: SystemRandom.bytes)
        try await broker.refreshParties()
    }

    package func close() { try? store.close() }
}
