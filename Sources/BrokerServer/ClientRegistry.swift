package import Broker
import LoginFlow
import Secrets
package import SessionStore
package import StrictJSON
import Tokens

/// The portals beside the configuration, for the operator's commands. It works on the database of a
/// running broker, which takes the changes up within a second.
package struct ClientRegistry: Desk {
    private let settings: BrokerSettings
    private let store: SessionStore
    private let algorithms: Set<SignatureAlgorithm>
    private let clock = BrokerClock.system

    package init(_ configuration: ServerConfiguration) throws {
        settings = configuration.broker
        let keys = try SigningKeyFile.open(configuration, now: clock.now())
        algorithms = Set(try SigningKeyFile.entries(of: keys).map(\.key.algorithm))
        store = try BrokerServer.openStore(configuration, keys.ring, clock) { _ in }
    }

    /// - Parameters:
    ///   - id: its `client_id`; one that the configuration has is refused.
    ///   - metadata: as in RFC 7591, with `policy` for the name of a policy.
    package func add(id: String, _ metadata: JSONObject) async throws(BrokerRefusal) -> NewClient {
        guard settings.relyingParties[id] == nil, !id.isEmpty, id.utf8.count <= 128
        else { throw .invalidRequest(parameter: "client_id") }
        guard
            let bounds = metadata["policy"]?.string.flatMap({
                settings.operatorBounds(policy: $0, algorithms)
            })
        else { throw .invalidRequest(parameter: "policy") }
        return try await Broker.register(
            try ClientMetadata(metadata), id: id, bounds: bounds, in: store, at: clock.now(),
            random: SystemRandom.bytes)
    }

    package func isConfigured(_ id: String) -> Bool { settings.relyingParties[id] != nil }

    /// Newest last.
    package func list() async throws(StoreFailure) -> [RegisteredClient] {
        try await store.registeredClients().sorted { $0.createdAt < $1.createdAt }
    }

    /// - Returns: whether there was one.
    package func remove(_ id: String) async throws(StoreFailure) -> Bool {
        try await store.unregister(id)
    }

    package func close() { try? store.close() }
}
