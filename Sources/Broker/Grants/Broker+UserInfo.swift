import LoginFlow
import SessionStore
package import StrictJSON

/// How an access token was shown.
package enum TokenPresentation: Sendable {
    case bearer(String)
    /// With a proof for this very request (RFC 9449 section 7).
    case bound(String, proof: String, method: String)

    var token: String {
        switch self {
        case .bearer(let token), .bound(let token, _, _): token
        }
    }
}

/// The answer of `/userinfo`.
package enum UserInfoAnswer: Sendable {
    case plain(JSONValue)
    case signed(String)
}

extension Broker {
    /// The released claims of the person, for whoever holds the access token.
    package func userInfo(
        _ presentation: TokenPresentation
    ) async throws(BrokerRefusal) -> UserInfoAnswer {
        guard let live = try await live(accessToken: presentation.token),
            let party = parties[live.grant.clientID]
        else { throw .oauth(.invalidToken) }
        try await check(presentation, live, path: "/userinfo")
        try check(live.facts, party.userInfo)
        var members: JSONObject = ["sub": .string(live.facts.subject)]
        let released = PersonClaims.released(live.facts.userInfo, by: live.scopes)
        for member in released.members { members.append(member.key, member.value) }
        if live.scopes.contains("credential") {
            for name in ["credential", "credential_details"] {
                members.append(name, live.facts.userInfo[name])
            }
        }
        for name in ["acting_for", "organisation"] {
            members.append(name, live.facts.circumstances[name])
        }
        guard let algorithm = party.userInfo.algorithm else { return .plain(.object(members)) }
        members.append("iss", settings.issuer)
        members.append("aud", party.id)
        return .signed(try sign(members, type: "JWT", algorithm, at: clock.now()))
    }

    /// A bound token without its proof is a stolen one.
    func check(
        _ presentation: TokenPresentation, _ live: LiveAccessToken, path: String
    ) async throws(BrokerRefusal) {
        switch (presentation, live.grant.keyThumbprint) {
        case (.bearer, nil): return
        case (.bound(let token, let proof, let method), let thumbprint?):
            let key = try await verifyPossession(
                proof, method: method, path: path, accessToken: token)
            guard key == thumbprint else { throw .oauth(.invalidToken) }
        case (.bearer, .some), (.bound, nil): throw .oauth(.invalidToken)
        }
    }

    private func check(
        _ facts: GrantFacts, _ rule: RelyingParty.UserInfoRule
    ) throws(BrokerRefusal) {
        let isStrong = facts.level >= rule.level
        let maximumAge = rule.maximumAge > 0 ? rule.maximumAge.count : nil
        let isYoung =
            maximumAge.map { clock.now() < facts.authenticatedAt + Seconds($0) } ?? true
        if isStrong && isYoung { return }
        throw .insufficientAuthentication(
            level: rule.level > 0 ? rule.level : nil, maximumAge: maximumAge)
    }
}
