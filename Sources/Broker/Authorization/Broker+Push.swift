import Base64URL
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

/// The reference a portal gets for what it has pushed (RFC 9126 section 2.2).
package struct PushedReference: Sendable {
    package let requestURI: String
    /// Seconds.
    package let expiresIn: Int
}

extension Broker {
    /// How long a pushed request may be used: as long as a login may last, so that its page can begin
    /// anew when a code has run out. It stays usable in that time, because it opens nothing by itself.
    /// FAPI 2.0 Security Profile section 5.3.2.2 wants less than 600 s.
    private static var pushedLifetime: Seconds { 599 }
    private static var requestURIPrefix: String { "urn:ietf:params:oauth:request_uri:" }

    /// Keeps the parameters of an authorization request until the browser brings the reference.
    ///
    /// - Parameter parameters: checked already, but for their size.
    package func push(
        _ parameters: [String: String], by party: RelyingParty
    ) async throws(BrokerRefusal) -> PushedReference {
        let sizes = parameters.mapValues(\.utf8.count)
        if let longest = sizes.max(by: { $0.value < $1.value }),
            sizes.values.reduce(0, +) > StartLimit.pushed
        {
            throw .invalidRequest(parameter: longest.key)
        }
        let reference = RequestReference(bytes: random(SecretSize.requestReference))
        let digest = Digest(of: reference)
        let members = parameters.sorted { $0.key < $1.key }.map {
            JSONObject.Member(key: $0.key, value: .string($0.value))
        }
        guard
            let sealed = try? seal(
                .object(JSONObject(members)), .pushedRequest, for: digest.bytes)
        else { throw .unavailable("cannot seal a pushed request") }
        let request = PushedRequest(
            digest: digest, clientID: party.id, parameters: sealed,
            expiresAt: clock.now() + Self.pushedLifetime)
        try await stored { () async throws(StoreFailure) in try await store.push(request) }
        return PushedReference(
            requestURI: Self.requestURIPrefix + reference.exposedText,
            expiresIn: Self.pushedLifetime.count)
    }

    /// What the portal has pushed under this reference.
    ///
    /// - Throws: `invalidRequestURI` for one that is unknown, run out, or another portal's.
    package func pushed(
        _ requestURI: String, by clientID: String
    ) async throws(BrokerRefusal) -> [String: String] {
        guard requestURI.hasPrefix(Self.requestURIPrefix),
            let reference = RequestReference(
                text: requestURI.dropFirst(Self.requestURIPrefix.count),
                byteCount: SecretSize.requestReference)
        else { throw .oauth(.invalidRequestURI) }
        let digest = Digest(of: reference)
        let request = try await stored { () async throws(StoreFailure) in
            try await store.pushedRequest(digest)
        }
        guard let request, request.clientID == clientID, clock.now() < request.expiresAt,
            let members = unseal(request.parameters, .pushedRequest, for: digest.bytes)?
                .object?.members
        else { throw .oauth(.invalidRequestURI) }
        let pairs = members.compactMap { member in member.value.string.map { (member.key, $0) } }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a request would be taken, without starting anything.
    package func validate(_ asked: StartRequest) throws(BrokerRefusal) {
        _ = try check(asked)
    }
}
