import LoginFlow
package import Secrets
import SessionStore
import StrictJSON

/// A new login session, with the one secret that goes to the page and nowhere else.
package struct StartedLogin: Sendable {
    package let view: PageView
    package let pollToken: PollToken
    package let display: PageDisplay
    package let frame: PageFrame
}

extension Broker {
    /// How often a taken typed code is drawn anew. With a million live codes one draw in 17,000 is
    /// taken, so a third try is never met.
    private static let maximumDraws = 3

    /// Creates a login session.
    package func start(
        _ asked: StartRequest, requester: Requester
    ) async throws(BrokerRefusal) -> StartedLogin {
        let (party, request, policy) = try check(asked)
        for _ in 0..<Self.maximumDraws {
            if let started = try await start(asked, requester, party, request, policy) {
                return started
            }
        }
        throw .unavailable("three typed codes in a row were taken")
    }

    /// Counts a creation against its limits, refused ones too.
    package func admitStart(address: String, clientID: String?) throws(BrokerRefusal) {
        try take(limits.createPerAddress, Network.limitKey(address))
        if let clientID, settings.relyingParties[clientID] != nil {
            try take(limits.createPerClient, clientID)
        }
    }

    /// - Returns: `nil` when the typed code is taken.
    private func start(
        _ asked: StartRequest, _ requester: Requester, _ party: RelyingParty,
        _ request: LoginRequest, _ policy: Policy
    ) async throws(BrokerRefusal) -> StartedLogin? {
        let poll = PollToken(bytes: random(SecretSize.pollToken))
        guard let id = SessionID(bytes: random(SessionID.byteCount)),
            let sealed = try? keys.seal(
                requester.json.serialized(), label: SealLabel.requester, for: id)
        else { throw .unavailable("cannot seal the requester") }
        let digests = SecretDigests(
            pollToken: Digest(of: poll), scanToken: Digest(of: keys.scanToken(for: poll)),
            userCode: policy.userCode ? keys.digest(of: keys.userCode(for: poll)) : nil,
            authorizationCode: Digest(of: keys.authorizationCode(for: poll)))
        let epoch = clock.frames()
        let former = asked.replaces.map { (id: $0.id, pollToken: Digest(of: $0.pollToken)) }
        let record: SessionRecord
        do throws(StoreFailure) {
            record = try await store.create(replacing: former) { now in
                SessionRecord(
                    session: LoginSession(id: id, request: request, policy: policy, now: now),
                    digests: digests, codeEpoch: epoch, requester: sealed)
            }
        } catch .collision {
            return nil
        } catch {
            throw BrokerRefusal(error)
        }
        return StartedLogin(
            view: view(of: record, poll), pollToken: poll,
            display: display(of: record, party, poll), frame: frame(of: record, poll))
    }

    /// Everything that can be wrong with the request, in the contract's order.
    private func check(
        _ asked: StartRequest
    ) throws(BrokerRefusal) -> (RelyingParty, LoginRequest, Policy) {
        guard let party = settings.relyingParties[asked.clientID] else { throw .invalidClient }
        if let origin = asked.origin, origin != settings.origin, !party.origins.contains(origin) {
            throw .originNotAllowed
        }
        guard party.has(redirectURI: asked.redirectURI) else { throw .redirectURINotAllowed }
        var request = LoginRequest(
            clientID: party.id, redirectURI: asked.redirectURI,
            wallets: try wallets(asked, party))
        request.scopes = try scopes(asked, party)
        request.purpose = try purpose(asked)
        guard let policy = party.policies[request.purpose]?.fallback
        else { throw .invalidRequest(parameter: "purpose") }
        request.codeChallenge = try codeChallenge(asked)
        request.state = try bounded(asked.state, "state", StartLimit.state)
        request.nonce = try bounded(asked.nonce, "nonce", StartLimit.nonce)
        request.locales = Array(asked.locales.filter(isLanguageTag).prefix(StartLimit.locales))
        if request.purpose == .faceCheck {
            request.expectedSubject = keys.mark(ofSubject: try expectedSubject(asked, party))
        }
        try checkLevel(asked, policy)
        return (party, request, policy)
    }

    private func wallets(
        _ asked: StartRequest, _ party: RelyingParty
    ) throws(BrokerRefusal) -> [String] {
        guard let wanted = asked.wallets else { return party.wallets }
        if wanted.isEmpty { throw .invalidRequest(parameter: "wallets") }
        guard wanted.allSatisfy(party.wallets.contains) else { throw .walletNotAllowed }
        return party.wallets.filter(wanted.contains)
    }

    private func scopes(
        _ asked: StartRequest, _ party: RelyingParty
    ) throws(BrokerRefusal) -> [ScopeRequest] {
        let names = (asked.scope ?? "openid").split(separator: " ").map(String.init)
        guard names.contains("openid") else { throw .invalidRequest(parameter: "scope") }
        var scopes: [ScopeRequest] = []
        for name in names where name != "openid" && !scopes.contains(where: { $0.name == name }) {
            guard let scope = party.scopes.first(where: { $0.name == name })
            else { throw .scopeNotAllowed }
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

    /// A level that no answer to this policy could reach is refused before anybody scans.
    private func checkLevel(_ asked: StartRequest, _ policy: Policy) throws(BrokerRefusal) {
        guard let wanted = asked.acrValues, !wanted.isEmpty else { return }
        let reachable = (1...AssuranceLevel.highest(of: policy)).map(AssuranceLevel.name)
        guard wanted.contains(where: reachable.contains) else { throw .unmetLevel }
    }

    /// The person of an ID token of this broker, made for this client; an expired one is good.
    private func expectedSubject(
        _ asked: StartRequest, _ party: RelyingParty
    ) throws(BrokerRefusal) -> String {
        guard let hint = asked.idTokenHint,
            let subject = subject(ofHint: hint, for: party)
        else { throw .invalidRequest(parameter: "id_token_hint") }
        return subject
    }
}
