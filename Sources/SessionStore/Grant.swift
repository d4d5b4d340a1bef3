package import LoginFlow

/// What a redeemed authorization code gave, kept so that it can be looked up and revoked.
package struct Grant: Sendable, Equatable {
    /// Digest of the access token.
    package let token: Digest
    package let session: SessionID
    package let clientID: String
    package let scopes: [String]
    /// The released claims, sealed.
    package let claims: [UInt8]
    package let expiresAt: Moment
    package var isRevoked = false

    package init(
        token: Digest, session: SessionID, clientID: String, scopes: [String],
        claims: [UInt8], expiresAt: Moment
    ) {
        self.token = token
        self.session = session
        self.clientID = clientID
        self.scopes = scopes
        self.claims = claims
        self.expiresAt = expiresAt
    }
}
