package import LoginFlow
package import Secrets

/// What a portal's page asks for when it starts a login session (PROTOCOL section 1).
package struct StartRequest: Sendable {
    package var clientID: String
    package var redirectURI: String
    package var codeChallenge: String?
    package var codeChallengeMethod: String?
    package var scope: String?
    package var state: String?
    package var nonce: String?
    package var purpose: String?
    package var idTokenHint: String?
    package var wallets: [String]?
    /// Levels, of which one will do.
    package var acrValues: [String]?
    package var locales: [String] = []
    package var replaces: (id: SessionID, pollToken: PollToken)?
    /// Whether the client has proved itself with this request.
    package var isAuthenticated = false
    /// The page's origin; `nil` when the browser sent none.
    package var origin: String?

    package init(clientID: String, redirectURI: String) {
        self.clientID = clientID
        self.redirectURI = redirectURI
    }
}

/// Bounds of the texts a portal may send, in bytes. All of them come back in a URL or a token.
enum StartLimit {
    static let state = 1024
    static let nonce = 512
    /// BASE64URL(SHA-256) has 43 characters, no more and no less (RFC 7636 section 4.2).
    static let codeChallenge = 43
    static let locales = 8
    /// The longest tag that RFC 5646 section 4.4.1 expects.
    static let languageTag = 35
}
