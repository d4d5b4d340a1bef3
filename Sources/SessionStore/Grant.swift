package import LoginFlow

/// What a portal was given by one authorization code; revoked as a whole.
package struct Grant: Sendable, Equatable {
    package let id: GrantID
    package let session: SessionID
    package let signIn: SignInID
    package let clientID: String
    package let scopes: [String]
    /// Who it is about and what was released, sealed.
    package let facts: [UInt8]
    /// Thumbprint of the key its tokens are bound to (RFC 9449); `nil`: bearer tokens.
    package let keyThumbprint: String?
    /// Whether it outlives the browser's sign-in.
    package let isOffline: Bool
    /// When the last token of it runs out.
    package let expiresAt: Moment
    package var isRevoked = false

    package init(
        id: GrantID, session: SessionID, signIn: SignInID, clientID: String, scopes: [String],
        facts: [UInt8], keyThumbprint: String?, isOffline: Bool, expiresAt: Moment
    ) {
        self.id = id
        self.session = session
        self.signIn = signIn
        self.clientID = clientID
        self.scopes = scopes
        self.facts = facts
        self.keyThumbprint = keyThumbprint
        self.isOffline = isOffline
        self.expiresAt = expiresAt
    }
}

/// A refresh token as it is recognised.
package struct RefreshToken: Sendable, Equatable {
    package let digest: Digest
    package let expiresAt: Moment
    package var isUsed = false

    package init(digest: Digest, expiresAt: Moment) {
        self.digest = digest
        self.expiresAt = expiresAt
    }
}
