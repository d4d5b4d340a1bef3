import Foundation
package import LoginFlow
import StrictJSON
import Tokens

extension ClientMetadata {
    /// What every registered portal may have at most.
    package struct Bounds: Sendable {
        package let policy: Policy
        package let wallets: [String]
        /// Beside `openid`.
        package let scopes: [String]

        package init(policy: Policy, wallets: [String], scopes: [String]) {
            self.policy = policy
            self.wallets = wallets
            self.scopes = scopes
        }
    }

    /// The portal that this metadata describes.
    ///
    /// - Parameter secret: digest of its secret; `nil` where its method has none.
    func relyingParty(
        id: String, secret: Digest?, bounds: Bounds
    ) throws(BrokerRefusal) -> RelyingParty {
        let domain = redirectURIs.lazy.compactMap { URL(string: $0)?.host }.first ?? id
        var party = RelyingParty(
            id: id, name: LocalizedText(name.isEmpty ? domain : name), domain: domain,
            logoURI: nil, redirectURIs: redirectURIs, origins: [],
            authentication: try authentication(secret), scopes: try scopes(bounds),
            sector: try sector(domain),
            idTokenAlgorithm: try algorithm(
                "id_token_signed_response_alg") ?? .es256,
            wallets: bounds.wallets,
            policies: [.login: RelyingParty.PurposePolicy(fallback: bounds.policy)])
        party.grantTypes = try grantTypes()
        party.userInfo.algorithm = try algorithm("userinfo_signed_response_alg")
        party.postLogoutRedirectURIs = try Self.texts("post_logout_redirect_uris", members) ?? []
        guard party.postLogoutRedirectURIs.allSatisfy(PortalAddress.isRedirectURI)
        else { throw .oauth(.invalidClientMetadata) }
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
        guard let secret else { throw .oauth(.invalidClientMetadata) }
        return .secret(secret)
    }

    private func scopes(_ bounds: Bounds) throws(BrokerRefusal) -> [RelyingParty.Scope] {
        let allowed = ["openid"] + bounds.scopes
        let text = try Self.text("scope", members)
        let wanted = text?.split(separator: " ").map(String.init) ?? allowed
        guard wanted.allSatisfy(allowed.contains) else { throw .oauth(.invalidClientMetadata) }
        return wanted.map {
            RelyingParty.Scope(name: $0, isRequired: false, title: LocalizedText($0))
        }
    }

    private func sector(_ domain: String) throws(BrokerRefusal) -> String? {
        switch try Self.text("subject_type", members) {
        case nil, "public": nil
        case "pairwise": domain
        default: throw .oauth(.invalidClientMetadata)
        }
    }

    private func algorithm(_ name: String) throws(BrokerRefusal) -> SignatureAlgorithm? {
        guard let text = try Self.text(name, members) else { return nil }
        // A portal's own RSA key would have to be made first, so only the key that is always there.
        guard let algorithm = SignatureAlgorithm(rawValue: text), algorithm != .edDSA
        else { throw .oauth(.invalidClientMetadata) }
        return algorithm
    }

    private func callable(_ name: String) throws(BrokerRefusal) -> String? {
        guard let text = try Self.text(name, members) else { return nil }
        guard PortalAddress.isCallable(text) else { throw .oauth(.invalidClientMetadata) }
        return text
    }

    private func flag(_ name: String) throws(BrokerRefusal) -> Bool {
        guard let value = members[name] else { return false }
        guard let flag = value.bool else { throw .oauth(.invalidClientMetadata) }
        return flag
    }
}
