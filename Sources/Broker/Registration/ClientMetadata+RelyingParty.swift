package import LoginFlow
import StrictJSON
package import Tokens

extension ClientMetadata {
    /// What every registered portal may have at most.
    package struct Bounds: Sendable {
        package let policy: Policy
        package let wallets: [String]
        /// Beside `openid`.
        package let scopes: [String]
        /// What there are keys for.
        package let algorithms: Set<SignatureAlgorithm>

        package init(
            policy: Policy, wallets: [String], scopes: [String],
            algorithms: Set<SignatureAlgorithm>
        ) {
            self.policy = policy
            self.wallets = wallets
            self.scopes = scopes
            self.algorithms = algorithms
        }
    }

    /// The portal that this metadata describes.
    ///
    /// - Parameter secret: digest of its secret; `nil` where its method has none.
    func relyingParty(
        id: String, secret: Digest?, bounds: Bounds
    ) throws(BrokerRefusal) -> RelyingParty {
        let grants = try grantTypes()
        let domain = domain(id, grants)
        var party = RelyingParty(
            id: id, name: LocalizedText(name.isEmpty ? domain : name), domain: domain,
            logoURI: nil, redirectURIs: redirectURIs, origins: [],
            authentication: try authentication(secret), scopes: try scopes(bounds),
            sector: try sector(id),
            idTokenAlgorithm: try algorithm("id_token_signed_response_alg", bounds) ?? .es256,
            wallets: bounds.wallets,
            policies: [.login: RelyingParty.PurposePolicy(fallback: bounds.policy)])
        party.grantTypes = grants
        party.isRegistered = true
        party.userInfo.algorithm = try algorithm("userinfo_signed_response_alg", bounds)
        party.postLogoutRedirectURIs = try Self.texts("post_logout_redirect_uris", members) ?? []
        guard party.postLogoutRedirectURIs.allSatisfy(PortalAddress.isStrangersRedirectURI)
        else { throw .metadata("post_logout_redirect_uris") }
        party.backchannelLogoutURI = try callable("backchannel_logout_uri")
        party.pingEndpoint = try callable("backchannel_client_notification_endpoint")
        party.requiresPushedRequests = try flag("require_pushed_authorization_requests")
        party.requiresBoundTokens = try flag("dpop_bound_access_tokens")
        return party
    }

    private func authentication(
        _ secret: Digest?
    ) throws(BrokerRefusal) -> RelyingParty.Authentication {
        if let keys { return .keys(keys) }
        if method == "none" { return .none }
        guard let secret else { throw .metadata("token_endpoint_auth_method") }
        return .secret(secret)
    }

    private func scopes(_ bounds: Bounds) throws(BrokerRefusal) -> [RelyingParty.Scope] {
        let allowed = ["openid"] + bounds.scopes
        let text = try Self.text("scope", members)
        let wanted = text?.split(separator: " ").map(String.init) ?? allowed
        guard wanted.allSatisfy(allowed.contains) else { throw .metadata("scope") }
        return wanted.map {
            RelyingParty.Scope(name: $0, isRequired: false, title: LocalizedText($0))
        }
    }

    /// The host that the answers go to, or the id: anybody can take the scheme of an app, and a
    /// portal that can get tokens without any browser has shown of no host that it is its own.
    private func domain(_ id: String, _ grants: Set<RelyingParty.GrantType>) -> String {
        guard grants.isDisjoint(with: [.deviceCode, .ciba]) else { return id }
        return redirectURIs.lazy.compactMap(PortalAddress.webHost).first ?? id
    }

    /// Its own, so that no registration can learn the subjects of another portal.
    private func sector(_ id: String) throws(BrokerRefusal) -> String? {
        switch try Self.text("subject_type", members) {
        case nil, "public": nil
        case "pairwise": "registered \(id)"
        default: throw .metadata("subject_type")
        }
    }

    private func algorithm(
        _ name: String, _ bounds: Bounds
    ) throws(BrokerRefusal) -> SignatureAlgorithm? {
        guard let text = try Self.text(name, members) else { return nil }
        guard let algorithm = SignatureAlgorithm(rawValue: text),
            bounds.algorithms.contains(algorithm)
        else { throw .metadata(name) }
        return algorithm
    }

    private func callable(_ name: String) throws(BrokerRefusal) -> String? {
        guard let text = try Self.text(name, members) else { return nil }
        guard PortalAddress.isCallable(text), text.hasPrefix("https://")
        else { throw .metadata(name) }
        return text
    }

    private func flag(_ name: String) throws(BrokerRefusal) -> Bool {
        guard let value = members[name] else { return false }
        guard let flag = value.bool else { throw .metadata(name) }
        return flag
    }
}
