import Addresses
import Base64URL
package import LoginFlow
package import Secrets
package import SessionStore
package import StrictJSON
package import Tokens

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
    /// - Parameters:
    ///   - members: looked at only once the token is good.
    ///   - accessToken: the initial access token that the operator has given it.
    package func register(
        _ members: JSONObject, accessToken: String?, address: String
    ) async throws(BrokerRefusal) -> NewClient {
        guard let registration = settings.registration else { throw .notFound }
        try take(limits.createPerAddress, IPNetwork.limitKey(address))
        try requireSome(limits.invalidStatementPerAddress, IPNetwork.limitKey(address))
        guard let accessToken,
            Digest(sha256: Array(accessToken.utf8)) == registration.initialAccessToken
        else {
            count(limits.invalidStatementPerAddress, IPNetwork.limitKey(address))
            throw .oauth(.invalidToken)
        }
        let metadata = try ClientMetadata(members)
        guard metadata.members["policy"] == nil else { throw .metadata("policy") }
        let client = try await Self.register(
            metadata, id: "c_" + Base64URL.encode(random(12)), bounds: bounds(registration),
            most: registration.maximum, in: store, at: clock.now(), random: random)
        try await refreshParties()
        return client
    }

    /// Stores a new portal.
    ///
    /// - Parameter most: how many there may be with it.
    /// - Throws: `invalidClientMetadata` where the metadata asks for what it cannot have.
    package static func register(
        _ metadata: ClientMetadata, id: String, bounds: ClientMetadata.Bounds, most: Int? = nil,
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
            try await store.register(client, most: most)
        } catch .collision {
            throw .invalidRequest(parameter: "client_id")
        } catch .crowded {
            throw .unavailable("as many portals are registered as may be")
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
        var bounds = settings.registration.map { self.bounds($0) }
        if let name = members["policy"]?.string {
            bounds = settings.operatorBounds(policy: name, signers.algorithms)
        }
        guard let bounds else { return nil }
        return try? metadata.relyingParty(
            id: client.id, secret: client.secret, bounds: bounds)
    }

    private func bounds(_ registration: RegistrationSettings) -> ClientMetadata.Bounds {
        ClientMetadata.Bounds(
            policy: registration.policy, wallets: registration.wallets,
            scopes: registration.scopes, algorithms: signers.algorithms)
    }
}

extension BrokerSettings {
    /// What a portal may have that an operator registers by a command.
    ///
    /// - Returns: `nil` without a policy of that name.
    package func operatorBounds(
        policy name: String, _ algorithms: Set<SignatureAlgorithm>
    ) -> ClientMetadata.Bounds? {
        policies[name].map { policy in
            ClientMetadata.Bounds(
                policy: policy, wallets: wallets.map(\.id),
                scopes: PersonClaims.byScope.keys.sorted() + ["credential", "offline_access"],
                algorithms: algorithms)
        }
    }
}
