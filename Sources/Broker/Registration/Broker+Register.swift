import Base64URL
package import LoginFlow
package import Secrets
package import SessionStore
import StrictJSON

/// A portal that has just been registered; its secret is shown here and nowhere else.
package struct NewClient: Sendable {
    package let id: String
    package let secret: ClientSecret?
    package let metadata: ClientMetadata
    package let registeredAt: Moment
}

extension Broker {
    /// A portal registers itself (RFC 7591).
    ///
    /// - Parameter accessToken: the initial access token that the operator has given it.
    package func register(
        _ metadata: ClientMetadata, accessToken: String?, address: String
    ) async throws(BrokerRefusal) -> NewClient {
        guard let registration = settings.registration else { throw .notFound }
        try requireSome(limits.invalidStatementPerAddress, Network.limitKey(address))
        guard let accessToken,
            Digest(sha256: Array(accessToken.utf8)) == registration.initialAccessToken
        else {
            count(limits.invalidStatementPerAddress, Network.limitKey(address))
            throw .oauth(.invalidToken)
        }
        guard metadata.members["policy"] == nil else { throw .oauth(.invalidClientMetadata) }
        let client = try await Self.register(
            metadata, id: "c_" + Base64URL.encode(random(12)), bounds: registration.bounds,
            in: store, at: clock.now(), random: random)
        try await refreshParties()
        return client
    }

    /// Stores a new portal.
    ///
    /// - Throws: `invalidClientMetadata` where the metadata asks for what it cannot have.
    package static func register(
        _ metadata: ClientMetadata, id: String, bounds: ClientMetadata.Bounds,
        in store: SessionStore, at now: Moment, random: (Int) -> [UInt8]
    ) async throws(BrokerRefusal) -> NewClient {
        let secret =
            metadata.needsSecret ? ClientSecret(bytes: random(SecretSize.clientSecret)) : nil
        let digest = secret.map { Digest(sha256: Array($0.exposedText.utf8)) }
        _ = try metadata.relyingParty(id: id, secret: digest, bounds: bounds)
        let client = RegisteredClient(
            id: id, registration: JSONValue.object(metadata.members).serializedText(),
            secret: digest, createdAt: now)
        do throws(StoreFailure) {
            try await store.register(client)
        } catch .collision {
            throw .invalidRequest(parameter: "client_id")
        } catch {
            throw BrokerRefusal(error)
        }
        return NewClient(id: id, secret: secret, metadata: metadata, registeredAt: now)
    }

    /// Takes up what was registered since, by a command too. The server calls it from time to time;
    /// where nothing has changed it costs one look.
    package func refreshParties() async throws(BrokerRefusal) {
        let version = try await stored { () async throws(StoreFailure) in
            try await store.clientsVersion()
        }
        guard parties.isOlder(than: version) else { return }
        let clients = try await stored { () async throws(StoreFailure) in
            try await store.registeredClients()
        }
        let known = clients.filter { !parties.isConfigured($0.id) }.compactMap(relyingParty)
        parties.replaceRegistered(known, version: version)
    }

    /// - Returns: `nil` for one that today's configuration has no place for.
    private func relyingParty(_ client: RegisteredClient) -> RelyingParty? {
        guard let members = (try? JSONValue(parsing: client.registration))?.object,
            let metadata = try? ClientMetadata(members)
        else { return nil }
        var bounds = settings.registration?.bounds
        if let name = members["policy"]?.string {
            guard let policy = settings.policies[name] else { return nil }
            bounds = ClientMetadata.Bounds(
                policy: policy, wallets: settings.wallets.map(\.id),
                scopes: Self.knownScopes)
        }
        guard let bounds else { return nil }
        return try? metadata.relyingParty(
            id: client.id, secret: client.secret, bounds: bounds)
    }

    /// Scopes a portal may be given by an operator's command.
    package static var knownScopes: [String] {
        PersonClaims.byScope.keys.sorted() + ["credential", "offline_access"]
    }
}

extension RegistrationSettings {
    var bounds: ClientMetadata.Bounds {
        ClientMetadata.Bounds(policy: policy, wallets: wallets, scopes: scopes)
    }
}
