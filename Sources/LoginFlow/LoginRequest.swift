/// Why a portal starts a login session.
package enum Purpose: String, Sendable, CaseIterable {
    case login
    case register
    case faceCheck = "face_check"
}

/// A scope as it was asked for; a required one cannot be left out by the person.
package struct ScopeRequest: Sendable, Hashable {
    package let name: String
    package let isRequired: Bool

    package init(name: String, isRequired: Bool) {
        self.name = name
        self.isRequired = isRequired
    }
}

/// What a portal asked for; fixed when the login session is created.
package struct LoginRequest: Sendable, Hashable {
    package var clientID: String
    package var redirectURI: String
    package var purpose = Purpose.login
    package var wallets: [String]
    package var scopes: [ScopeRequest] = []
    package var state: String?
    package var nonce: String?
    /// The PKCE challenge (RFC 7636, S256); absent where the client authenticated instead.
    package var codeChallenge: String?
    /// BCP 47 tags in order of preference, for names shown on the page.
    package var locales: [String] = []
    /// The only person who may claim it (`face_check`).
    package var expectedSubject: String?

    package init(clientID: String, redirectURI: String, wallets: [String]) {
        self.clientID = clientID
        self.redirectURI = redirectURI
        self.wallets = wallets
    }
}
