import LoginFlow
import Secrets
import StrictJSON

/// A request in which nothing is wrong.
struct CheckedStart: Sendable {
    var party: RelyingParty
    var request: LoginRequest
    var policy: Policy
}

extension Broker {
    /// Everything that can be wrong with a request, in the contract's order.
    func check(_ asked: StartRequest) throws(BrokerRefusal) -> CheckedStart {
        guard let party = parties[asked.clientID] else {
            // Who asks here may be a person, who is told the truth. An id is no secret.
            throw parties.known(asked.clientID) == nil ? .invalidClient : .switchedOff
        }
        if let origin = asked.origin, origin != settings.origin, !party.origins.contains(origin) {
            throw .originNotAllowed
        }
        if let uri = asked.redirectURI, !party.has(redirectURI: uri) {
            throw .redirectURINotAllowed
        }
        if asked.channel == .page {
            try require(.authorizationCode, of: party)
            if party.requiresPushedRequests && !asked.isPushed && !asked.isAuthenticated {
                throw .invalidRequest(parameter: "request_uri")
            }
        }
        if asked.prompt.contains(.none) && asked.prompt.count > 1 {
            throw .invalidRequest(parameter: "prompt")
        }
        var request = LoginRequest(
            clientID: party.id, redirectURI: asked.redirectURI,
            wallets: try wallets(asked, party))
        request.channel = asked.channel
        request.purpose = try purpose(asked)
        guard let purpose = party.policies[request.purpose]
        else { throw .invalidRequest(parameter: "purpose") }
        let claims = try ClaimsRequest(asked.claims)
        request.scopes = try scopes(asked, claims, party)
        request.idTokenClaims = claims.idToken
        if asked.channel == .page { request.codeChallenge = try codeChallenge(asked) }
        request.responseMode = try responseMode(asked)
        request.keyThumbprint = try thumbprint(asked)
        request.state = try bounded(asked.state, "state", StartLimit.state)
        request.nonce = try bounded(asked.nonce, "nonce", StartLimit.nonce)
        request.locales = Array(asked.locales.filter(isLanguageTag).prefix(StartLimit.locales))
        request.bindingMessage = asked.bindingMessage
        let subject = try expectedSubject(asked, claims, request.purpose, party)
        request.expectedSubject = subject.map { keys.mark(ofSubject: $0) }
        request.level = try level(claims.levels ?? asked.acrValues ?? [], purpose.fallback)
        request.lifetime = asked.requestedExpiry.map { Seconds($0) }
        request.returnPlace = try returnPlace(asked, party)
        return CheckedStart(
            party: party, request: request,
            policy: effectivePolicy(purpose.fallback, request))
    }

    private func wallets(
        _ asked: StartRequest, _ party: RelyingParty
    ) throws(BrokerRefusal) -> [String] {
        guard let wanted = asked.wallets else { return party.wallets }
        if wanted.isEmpty { throw .invalidRequest(parameter: "wallets") }
        guard wanted.allSatisfy(party.wallets.contains) else { throw .walletNotAllowed }
        return party.wallets.filter(wanted.contains)
    }

    /// The scopes asked for, and those that release a claim asked for by name.
    private func scopes(
        _ asked: StartRequest, _ claims: ClaimsRequest, _ party: RelyingParty
    ) throws(BrokerRefusal) -> [ScopeRequest] {
        let names = (asked.scope ?? "openid").split(separator: " ").map(String.init)
        guard names.contains("openid") else { throw .invalidRequest(parameter: "scope") }
        guard names.allSatisfy({ name in name == "openid" || party.scope(name) != nil })
        else { throw .scopeNotAllowed }
        var scopes: [ScopeRequest] = []
        for name in names + claims.scopes where !scopes.contains(where: { $0.name == name }) {
            guard name != "openid", let scope = party.scope(name) else { continue }
            scopes.append(ScopeRequest(name: name, isRequired: scope.isRequired))
        }
        return scopes
    }

    private func purpose(_ asked: StartRequest) throws(BrokerRefusal) -> Purpose {
        guard let text = asked.purpose else { return .login }
        guard let purpose = Purpose(rawValue: text)
        else { throw .invalidRequest(parameter: "purpose") }
        return purpose
    }

    private func codeChallenge(_ asked: StartRequest) throws(BrokerRefusal) -> String? {
        guard let challenge = asked.codeChallenge else {
            if asked.isAuthenticated && asked.codeChallengeMethod == nil { return nil }
            throw .invalidRequest(parameter: "code_challenge")
        }
        guard asked.codeChallengeMethod == "S256"
        else { throw .invalidRequest(parameter: "code_challenge_method") }
        guard challenge.utf8.count == StartLimit.codeChallenge, PKCE.isText(challenge)
        else { throw .invalidRequest(parameter: "code_challenge") }
        return challenge
    }

    private func responseMode(_ asked: StartRequest) throws(BrokerRefusal) -> ResponseMode {
        guard let text = asked.responseMode else { return .query }
        guard let mode = ResponseMode(rawValue: text)
        else { throw .invalidRequest(parameter: "response_mode") }
        return mode
    }

    /// Compared to the letter, like a redirect URI: a browser carries the fragment over redirects, so
    /// any other address might hand the return token on (RFC 9700 section 4.11).
    private func returnPlace(
        _ asked: StartRequest, _ party: RelyingParty
    ) throws(BrokerRefusal) -> ReturnPlace? {
        guard let address = asked.returnURI else { return asked.isHosted ? .hosted : nil }
        guard party.has(returnURI: address) else { throw .invalidRequest(parameter: "return_uri") }
        return .page(address)
    }

    private func thumbprint(_ asked: StartRequest) throws(BrokerRefusal) -> String? {
        guard let thumbprint = asked.keyThumbprint else { return nil }
        guard thumbprint.utf8.count == StartLimit.codeChallenge, PKCE.isText(thumbprint)
        else { throw .invalidRequest(parameter: "dpop_jkt") }
        return thumbprint
    }

    private func bounded(
        _ text: String?, _ parameter: String, _ limit: Int
    ) throws(BrokerRefusal) -> String? {
        if let text, text.utf8.count > limit { throw .invalidRequest(parameter: parameter) }
        return text
    }

    /// What is no language tag is dropped: the list is kept as long as the login session.
    private func isLanguageTag(_ text: String) -> Bool {
        (1...StartLimit.languageTag).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "-") || (48...57).contains(byte)
                    || (65...90).contains(byte & 0xDF)
            }
    }

    /// The first of the wanted levels that this policy can reach. Where it can reach none, that is
    /// said before anybody scans.
    private func level(_ wanted: [String], _ policy: Policy) throws(BrokerRefusal) -> Int {
        if wanted.isEmpty { return 0 }
        // By name once: thirty thousand may be wanted.
        let reachable = (1...settings.levels.highest(of: policy)).map {
            (AssuranceLevel.name($0), $0)
        }
        let levels = Dictionary(uniqueKeysWithValues: reachable)
        guard let level = wanted.lazy.compactMap({ levels[$0] }).first else { throw .unmetLevel }
        return level
    }

    /// The only person who may answer, where the portal names one: by itself, by an ID token of this
    /// broker made for it (an expired one is good), or by a claim (OpenID Connect Core 3.1.2.2, 5.5.1).
    private func expectedSubject(
        _ asked: StartRequest, _ claims: ClaimsRequest, _ purpose: Purpose, _ party: RelyingParty
    ) throws(BrokerRefusal) -> String? {
        if let subject = asked.subject { return subject }
        if let text = asked.idTokenHint {
            guard let hint = hint(text, for: party)
            else { throw .invalidRequest(parameter: "id_token_hint") }
            return hint.subject
        }
        if purpose == .faceCheck { throw .invalidRequest(parameter: "id_token_hint") }
        return claims.subject
    }
}

extension RelyingParty {
    func scope(_ name: String) -> Scope? { scopes.first { $0.name == name } }
}
