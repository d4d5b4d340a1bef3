import LoginFlow
import Secrets
import SessionStore
import StrictJSON

extension Broker {
    /// How long a refresh token waits to be used, in seconds: 30 days (PROTOCOL section 4).
    static let refreshTokenLifetime: Seconds = 2_592_000

    /// Gives new tokens for a refresh token, and a new one in its place. One that was used before
    /// ends the whole family: either the portal or somebody who has robbed it is talking, and nobody
    /// can tell which (RFC 9700 section 4.14.2).
    ///
    /// - Parameter scope: fewer scopes than were granted, where the portal needs no more.
    package func refresh(
        _ text: String, scope: String?, keyThumbprint: String?, by party: RelyingParty,
        address: String
    ) async throws(BrokerRefusal) -> IssuedTokens {
        let next = RefreshTokenSecret(bytes: random(SecretSize.refreshToken))
        let wanted = scope?.split(separator: " ").map(String.init)
        try await requireWallet(ofRefreshToken: text, of: party)
        guard let token = RefreshTokenSecret(text: text, byteCount: SecretSize.refreshToken),
            let outcome = try await stored({ () async throws(StoreFailure) in
                try await store.refresh(Digest(of: token)) { change in
                    self.refresh(&change, next, wanted, keyThumbprint, party)
                }
            })
        else {
            countGuess(by: party, address: address)
            throw .invalidGrant
        }
        let grant = try outcome.get()
        guard let facts = facts(of: grant) else { throw .unavailable("a grant does not open") }
        return try tokens(
            grant, facts, scopes: wanted ?? grant.scopes, nonce: nil, party, refreshToken: next)
    }

    /// While a wallet is off, nobody it has vouched for gets anything. The token stays as good as it
    /// was, and the answer says that it is not the token's fault.
    private func requireWallet(
        ofRefreshToken text: String, of party: RelyingParty
    ) async throws(BrokerRefusal) {
        guard !store.switches.isEmpty, let grant = try await refreshToken(text)?.1,
            grant.clientID == party.id, let facts = facts(of: grant),
            try await isWalletOff(of: grant, facts)
        else { return }
        throw .switchedOff
    }

    /// The decision, inside the transaction.
    private func refresh(
        _ change: inout RefreshChange, _ next: RefreshTokenSecret, _ wanted: [String]?,
        _ keyThumbprint: String?, _ party: RelyingParty
    ) -> Result<Grant, BrokerRefusal> {
        let grant = change.grant
        // A token in another portal's hands is a robbed one only if its owner has used it; until
        // then a stranger who found it must not be able to sign the person out.
        guard parties[grant.clientID] != nil else { return .failure(.invalidClient) }
        guard grant.clientID == party.id, !grant.isRevoked, change.now < change.token.expiresAt
        else { return .failure(.invalidGrant) }
        // Switched off between the look before and this write: the token stays as good as it was.
        if let wallet = facts(of: grant)?.wallet, wallets.isOff(wallet) {
            return .failure(.switchedOff)
        }
        if let bound = grant.keyThumbprint, bound != keyThumbprint {
            return .failure(.oauth(.invalidDPoPProof))
        }
        if change.token.isUsed {
            change.revokes = true
            return .failure(.invalidGrant)
        }
        if let wanted, !wanted.allSatisfy(grant.scopes.contains) || !wanted.contains("openid") {
            return .failure(.oauth(.invalidScope))
        }
        change.next = RefreshToken(
            digest: Digest(of: next), expiresAt: change.now + Self.refreshTokenLifetime)
        return .success(grant)
    }
}
