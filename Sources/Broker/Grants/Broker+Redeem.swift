import Base64URL
import LoginFlow
import Secrets
import SessionStore
import StrictJSON
import Tokens

/// What a portal shows with an authorization code.
package struct CodeProof: Sendable {
    package var redirectURI: String?
    package var verifier: String?
    /// Thumbprint of the key that the tokens shall be bound to.
    package var keyThumbprint: String?

    package init(redirectURI: String?, verifier: String?, keyThumbprint: String?) {
        self.redirectURI = redirectURI
        self.verifier = verifier
        self.keyThumbprint = keyThumbprint
    }
}

extension Broker {
    /// Turns an authorization code into tokens, once.
    package func redeem(
        code: String, _ proof: CodeProof, by party: RelyingParty, address: String
    ) async throws(BrokerRefusal) -> IssuedTokens {
        if let code = AuthorizationCode(text: code, byteCount: SecretSize.authorizationCode),
            let tokens = try await redeem(code, .page, proof, by: party)
        {
            return tokens
        }
        countGuess(by: party, address: address)
        throw .invalidGrant
    }

    /// - Returns: `nil` for a code that never was.
    func redeem(
        _ code: AuthorizationCode, _ channel: Channel, _ proof: CodeProof,
        by party: RelyingParty
    ) async throws(BrokerRefusal) -> IssuedTokens? {
        let seeds = GrantSeeds(random)
        let outcome = try await stored { () async throws(StoreFailure) in
            try await store.change(.authorizationCode(Digest(of: code))) { change in
                try self.redeem(&change, code, channel, proof, party, seeds)
            }
        }
        guard let outcome else { return nil }
        let made = try outcome.get()
        return try tokens(
            made.grant, made.facts, scopes: made.grant.scopes, nonce: made.nonce, party,
            refreshToken: made.grant.isOffline ? seeds.refreshToken : nil)
    }

    /// What a redemption has come to.
    private struct Redemption: Sendable {
        let grant: Grant
        let facts: GrantFacts
        let nonce: String?
    }

    /// The decision, inside the transaction.
    private func redeem(
        _ change: inout StoreChange, _ code: AuthorizationCode, _ channel: Channel,
        _ proof: CodeProof, _ party: RelyingParty, _ seeds: GrantSeeds
    ) throws -> Result<Redemption, BrokerRefusal>? {
        guard var record = change.record, record.session.request.channel == channel
        else { return nil }
        let request = record.session.request
        let outcome = Result { () throws(Refusal) in
            try record.session.redeem(
                isRightClient: request.clientID == party.id,
                isRightProof: fits(proof, request), at: change.now)
        }
        change.record = record
        switch outcome {
        case .failure(.codeUsed):
            // A code has passed a browser, where it may have been robbed. What a program polls with
            // has not: asking twice, as after a lost answer, is no sign of a thief.
            if channel == .page { change.effects.append(.revokeGrant(record.id)) }
            return .failure(.invalidGrant)
        case .failure: return .failure(.invalidGrant)
        case .success: break
        }
        guard let approval = approval(of: record),
            let (signIn, participant) = try join(
                record, approval, party, code, seeds, &change)
        else { return .failure(.invalidGrant) }
        let facts = facts(record.session, approval, party, signIn, participant)
        let grant = try grant(record, signIn.id, approval, facts, proof, party, seeds, change.now)
        change.effects.append(.issueGrant(grant, seeds.stored(for: grant)))
        return .success(Redemption(grant: grant, facts: facts, nonce: request.nonce))
    }

    private func fits(_ proof: CodeProof, _ request: LoginRequest) -> Bool {
        let isBound = request.keyThumbprint == nil || request.keyThumbprint == proof.keyThumbprint
        guard request.channel == .page else { return isBound }
        return isBound && proof.redirectURI == request.redirectURI
            && PKCE.fits(verifier: proof.verifier, challenge: request.codeChallenge)
    }

    private func grant(
        _ record: SessionRecord, _ signIn: SignInID, _ approval: Approval, _ facts: GrantFacts,
        _ proof: CodeProof, _ party: RelyingParty, _ seeds: GrantSeeds, _ now: Moment
    ) throws -> Grant {
        let isOffline = party.hasOfflineAccess(
            approval.scopes, for: record.session.request.purpose)
        var facts = facts
        // What was made of a face is kept for minutes, never for the weeks of a refresh token.
        if isOffline { facts.template = nil }
        let lifetime = isOffline ? Self.refreshTokenLifetime : Self.accessTokenLifetime
        return Grant(
            id: seeds.grant, session: record.id, signIn: signIn, clientID: party.id,
            scopes: ["openid"] + approval.scopes,
            facts: try seal(facts.json, .facts, for: seeds.grant.bytes),
            keyThumbprint: proof.keyThumbprint, isOffline: isOffline, expiresAt: now + lifetime)
    }

    private func facts(
        _ session: LoginSession, _ approval: Approval, _ party: RelyingParty,
        _ signIn: SignIn, _ participant: Participant
    ) -> GrantFacts {
        var userInfo = PersonClaims.released(approval.claims, by: approval.scopes)
        if approval.scopes.contains("credential") {
            userInfo.append("credential", approval.credential)
            userInfo.append("credential_details", approval.credentialDetails?.json)
        }
        let wanted = session.request.idTokenClaims
        return GrantFacts(
            subject: subject(wallet: approval.wallet, sub: approval.sub, for: party),
            userInfo: userInfo,
            idTokenClaims: JSONObject(userInfo.members.filter { wanted.contains($0.key) }),
            methods: methods(session, approval), authenticatedAt: signIn.authenticatedAt,
            sid: participant.sid, level: level(session, approval),
            circumstances: circumstances(session, approval), template: approval.template,
            wallet: approval.wallet)
    }

    /// For whom the person acts, what they have accepted, and what it was all for.
    private func circumstances(_ session: LoginSession, _ approval: Approval) -> JSONObject {
        var members = JSONObject()
        members.append("acting_for", approval.organisation?.id)
        members.append("organisation", approval.organisation?.json)
        if let receipt = receipt(session, approval) {
            members.append(
                "terms",
                .array(
                    receipt.terms.map { ["id": .string($0.id), "version": .string($0.version)] }))
            members.append("terms_accepted_at", .integer(receipt.acceptedAt.seconds))
        }
        if session.request.purpose != .login {
            members.append("purpose", session.request.purpose.rawValue)
        }
        return members
    }

    /// What was really done, in the words of RFC 8176, now and in the sign-in it builds on.
    func methods(_ session: LoginSession, _ approval: Approval) -> [String] {
        let former = session.request.formerSignIn?.methods ?? []
        var amr: [String] = []
        let face = session.faceVerdicts.last == .pass ? ["face"] : []
        for method in former + approval.amr + face where method != "mfa" && !amr.contains(method) {
            amr.append(method)
        }
        return amr.count > 1 ? amr + ["mfa"] : amr
    }

    /// The subject this portal knows the person by (PROTOCOL section 4).
    func subject(wallet: String, sub: String, for party: RelyingParty) -> String {
        Self.text(keys.subject(wallet: wallet, sub: sub, sector: party.sector))
    }

    /// A subject as it travels.
    static func text(_ subject: Digest) -> String { Base64URL.encode(subject.bytes) }
}
