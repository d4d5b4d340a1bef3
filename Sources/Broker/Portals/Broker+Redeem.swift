import Base64URL
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

/// What a redeemed code gives (RFC 6749 section 5.1, OpenID Connect Core 3.1.3.3).
package struct RedeemedTokens: Sendable {
    package let accessToken: String
    package let expiresIn: Int
    package let idToken: String
    package let scope: String
}

extension Broker {
    /// How long an access token lives: long enough to read the claims once, and no refresh yet.
    static let accessTokenLifetime: Seconds = 600

    /// Turns an authorization code into tokens, once.
    package func redeem(
        code: String, redirectURI: String?, verifier: String?, by party: RelyingParty,
        address: String
    ) async throws(BrokerRefusal) -> RedeemedTokens {
        // Garbage counts here too. That it cannot use up a portal's share is the work of the limit by
        // address, which lets one address bring sixty unknown codes a minute.
        try requireSome(limits.invalidStatementPerAddress, Network.limitKey(address))
        try take(limits.tokenPerClient, party.id)
        guard let code = AuthorizationCode(text: code, byteCount: SecretSize.authorizationCode)
        else {
            count(limits.invalidStatementPerAddress, Network.limitKey(address))
            throw .invalidGrant
        }
        let token = Secret<AccessKeyKind>(bytes: random(32))
        let outcome = try await stored { () async throws(StoreFailure) in
            try await store.change(.authorizationCode(Digest(of: code))) { change in
                try self.redeem(&change, party, redirectURI, verifier, token)
            }
        }
        guard let outcome else {
            count(limits.invalidStatementPerAddress, Network.limitKey(address))
            throw .invalidGrant
        }
        let (record, approval) = try outcome.get()
        return try tokens(for: record, approval, party, token)
    }

    /// The decision, inside the transaction; `nil` for a code that never was.
    private func redeem(
        _ change: inout StoreChange, _ party: RelyingParty, _ redirectURI: String?,
        _ verifier: String?, _ token: Secret<AccessKeyKind>
    ) throws -> Result<(SessionRecord, Approval), BrokerRefusal>? {
        guard var record = change.record else { return nil }
        let request = record.session.request
        let outcome = Result { () throws(Refusal) in
            try record.session.redeem(
                isRightClient: request.clientID == party.id,
                isRightProof: redirectURI == request.redirectURI
                    && PKCE.fits(verifier: verifier, challenge: request.codeChallenge),
                at: change.now)
        }
        change.record = record
        switch outcome {
        case .failure(.codeUsed):
            change.effects.append(.revokeGrant(record.id))
            return .failure(.invalidGrant)
        case .failure: return .failure(.invalidGrant)
        case .success: break
        }
        guard let approval = approval(of: record) else { return .failure(.invalidGrant) }
        let claims = try keys.seal(
            userInfo(approval, party).serialized(), label: SealLabel.claims, for: record.id)
        change.effects.append(
            .issueGrant(
                Grant(
                    token: Digest(of: token), session: record.id, clientID: party.id,
                    scopes: ["openid"] + approval.scopes, claims: claims,
                    expiresAt: change.now + Self.accessTokenLifetime)))
        return .success((record.settled, approval))
    }

    func approval(of record: SessionRecord) -> Approval? {
        guard let person = record.person,
            let text = try? keys.open(person, label: SealLabel.person, for: record.id),
            let json = try? JSONValue(parsing: text)
        else { return nil }
        return Approval(json: json)
    }

    /// The claims at `/userinfo`: the subject, and what the granted scopes release.
    private func userInfo(_ approval: Approval, _ party: RelyingParty) -> JSONValue {
        let subject = subject(wallet: approval.wallet, sub: approval.sub, for: party)
        var members: JSONObject = ["sub": .string(subject)]
        for member in approval.claims.members { members.append(member.key, member.value) }
        members.append("credential", approval.credential)
        members.append("acting_for", approval.actingFor)
        return .object(members)
    }

    /// The subject this portal knows the person by (PROTOCOL section 4).
    func subject(wallet: String, sub: String, for party: RelyingParty) -> String {
        Base64URL.encode(
            keys.subject(wallet: wallet, sub: sub, sector: party.sector).bytes)
    }
}
