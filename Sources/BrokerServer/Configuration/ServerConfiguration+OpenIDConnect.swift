import Broker
import LoginFlow
import Secrets
import Tokens

/// What a portal may do with OpenID Connect beyond the plain login.
extension ServerConfiguration {
    static func readOpenIDConnect(
        _ entry: ConfigurationSection, _ party: inout RelyingParty
    ) {
        party.grantTypes = readGrants(entry, party)
        party.postLogoutRedirectURIs =
            entry.texts("post_logout_redirect_uris", [], "where browsers may go after a logout")
            ?? []
        if !party.postLogoutRedirectURIs.allSatisfy({ PortalAddress.isRedirectURI($0) }) {
            entry.complain(
                "must be an absolute address without fragment", at: "post_logout_redirect_uris")
        }
        party.returnURIs =
            entry.texts("return_uris", [], "pages of its own that an app brings people back to")
            ?? []
        if !party.returnURIs.allSatisfy({ PortalAddress.isRedirectURI($0) }) {
            entry.complain("must be an absolute address without fragment", at: "return_uris")
        }
        party.frameAncestors = readFrameAncestors(entry)
        party.backchannelLogoutURI = readCallable(
            entry, "backchannel_logout_uri", "told when a sign-in ends")
        party.pingEndpoint = readCallable(
            entry, "ciba_notification_endpoint",
            "told when a CIBA request has its outcome; without it the portal polls")
        party.requiresPushedRequests = entry.flag(
            "require_pushed_authorization_requests", false, "takes requests by /par only")
        party.requiresBoundTokens = entry.flag(
            "dpop_bound_access_tokens", false, "gives no token without a proof of possession")
        party.introspectsAll = entry.flag(
            "introspects", false, "may ask about tokens of other portals: a resource server")
        party.userInfo = readUserInfo(entry.section("userinfo"))
        if party.isPublic && (party.introspectsAll || party.pingEndpoint != nil) {
            entry.complain("a public client cannot do this", at: "public")
        }
    }

    private static func readGrants(
        _ entry: ConfigurationSection, _ party: RelyingParty
    ) -> Set<RelyingParty.GrantType> {
        let all = RelyingParty.GrantType.allCases
        let meaning =
            "what it may bring to the token endpoint: \(all.map(\.name).joined(separator: ", ")); "
            + "without it all, but no device_code where a policy wants the number always or turns "
            + "typed codes off"
        guard let names = entry.texts("grants", nil, meaning) else {
            return defaultGrants(party)
        }
        if names.isEmpty { entry.complain("needs at least one grant", at: "grants") }
        return Set(
            names.compactMap { name in
                let type = all.first { $0.name == name }
                if type == nil { entry.complain("unknown grant \(name)", at: "grants") }
                return type
            })
    }

    /// The device grant shows one fixed code and asks for no number, so it must not be the way
    /// around a policy that insists on either. An operator who writes it down has decided so.
    private static func defaultGrants(_ party: RelyingParty) -> Set<RelyingParty.GrantType> {
        let policies = party.policies.values.flatMap { [$0.fallback] + $0.byWallet.values }
        let isStrict = policies.contains { $0.numberMatch == .always || !$0.userCode }
        return Set(RelyingParty.GrantType.allCases).subtracting(isStrict ? [.deviceCode] : [])
    }

    private static func readCallable(
        _ entry: ConfigurationSection, _ key: String, _ meaning: String
    ) -> String? {
        guard let address = entry.text(key, nil, meaning) else { return nil }
        if !PortalAddress.isCallable(address) {
            entry.complain("must be an https URL, or http on a loopback address", at: key)
        }
        return address
    }

    private static func readUserInfo(
        _ section: ConfigurationSection
    ) -> RelyingParty.UserInfoRule {
        var rule = RelyingParty.UserInfoRule()
        let algorithm = section.choice(
            "signed_alg", "none", ["none", "ES256", "RS256"], "signature of /userinfo answers")
        rule.algorithm = SignatureAlgorithm(rawValue: algorithm)
        rule.level = section.number(
            "level", 0, 0...AssuranceRules.levels.upperBound, "level",
            "assurance level that /userinfo asks for; 0: any")
        rule.maximumAge = Seconds(
            section.number(
                "max_age", 0, 0...86_400, "seconds", "how old a login may be there; 0: any"))
        section.finish()
        return rule
    }

    /// Portals that may register themselves; without this section none can.
    static func readRegistration(
        _ section: ConfigurationSection, _ files: ConfigurationFiles,
        _ policies: [String: Policy], _ wallets: [Wallet]
    ) -> RegistrationSettings? {
        let entry = section.section("registration")
        let file = entry.text(
            "initial_access_token_file", nil, "file with the token that lets a portal register")
        let policyName = entry.text("policy", nil, "policy of every portal registered so")
        let chosen =
            entry.texts("wallets", nil, "wallets people may use there") ?? wallets.map(\.id)
        let scopes = entry.texts("scopes", [], "what such a portal may ask for beside openid") ?? []
        let maximum = entry.number(
            "maximum", 1000, 1...100_000, "portals", "that may be registered at all")
        entry.finish()
        guard entry.isPresent else { return nil }
        let token =
            file.flatMap { files.contents($0) }.flatMap { String(validating: $0, as: UTF8.self) }?
            .filter { !$0.isWhitespace } ?? ""
        if token.utf8.count < 32 {
            entry.complain(
                "must hold a token of 32 bytes or more", at: "initial_access_token_file")
        }
        guard let policy = policyName.flatMap({ policies[$0] }) else {
            entry.complain("unknown policy \(policyName ?? "")", at: "policy")
            return nil
        }
        for name in chosen where !wallets.contains(where: { $0.id == name }) {
            entry.complain("unknown wallet \(name)", at: "wallets")
        }
        return RegistrationSettings(
            initialAccessToken: Digest(sha256: Array(token.utf8)), policy: policy,
            wallets: chosen, scopes: scopes.filter { $0 != "openid" }, maximum: maximum)
    }
}
