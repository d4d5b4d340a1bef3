package import LoginFlow
package import Secrets

/// What a portal asks for when it starts a login session (PROTOCOL sections 1 and 4).
package struct StartRequest: Sendable {
    package var clientID: String
    /// `nil` where no browser waits.
    package var redirectURI: String?
    package var channel = Channel.page
    package var responseMode: String?
    package var codeChallenge: String?
    package var codeChallengeMethod: String?
    /// Thumbprint of the key the code shall be bound to (RFC 9449 section 10).
    package var keyThumbprint: String?
    package var scope: String?
    package var state: String?
    package var nonce: String?
    package var purpose: String?
    package var idTokenHint: String?
    package var wallets: [String]?
    /// Levels, of which one will do.
    package var acrValues: [String]?
    /// The parameter `claims` (OpenID Connect Core 5.5), as JSON text.
    package var claims: String?
    package var prompt: Set<Prompt> = []
    /// Seconds since the person last showed themselves on a phone.
    package var maximumAge: Int?
    package var locales: [String] = []
    package var replaces: (id: SessionID, pollToken: PollToken)?
    /// Whether the client has proved itself with this request.
    package var isAuthenticated = false
    /// Whether the client has pushed it (RFC 9126).
    package var isPushed = false
    /// Whether the broker's page may come to stand in a frame.
    package var mayBeFramed = false
    /// The page's origin; `nil` when the browser sent none.
    package var origin: String?
    /// What the browser shows for its sign-in here.
    package var browser: SignInToken?
    /// The page that an app on the same device brings the person back to.
    package var returnURI: String?
    /// Whether the broker's own page waits.
    package var isHosted = false
    /// The subject the portal knows the person by, where it names one.
    package var subject: String?
    package var bindingMessage: String?
    /// Seconds that the person has to find the request; `nil`: as the policy says.
    package var requestedExpiry: Int?

    package init(clientID: String, redirectURI: String?) {
        self.clientID = clientID
        self.redirectURI = redirectURI
    }
}

/// What a portal wants the person to be asked again (OpenID Connect Core 3.1.2.1).
package enum Prompt: String, Sendable, CaseIterable {
    /// Nothing may be shown.
    case none
    /// A scan, even where the browser is signed in.
    case login
    case consent
    /// Another phone may be meant, so a scan too.
    case selectAccount = "select_account"
}

/// Bounds of the texts a portal may send, in bytes unless said. All of them come back in a URL or a token.
enum StartLimit {
    static let state = 1024
    static let nonce = 512
    /// BASE64URL(SHA-256) has 43 characters, no more and no less (RFC 7636 section 4.2).
    static let codeChallenge = 43
    static let locales = 8
    /// The longest tag that RFC 5646 section 4.4.1 expects.
    static let languageTag = 35
    static let claims = 4096
    /// Unicode scalars: what a person can compare at a glance; more is refused (OpenID CIBA section 7.1).
    static let bindingMessage = 64
    /// Seconds.
    static let requestedExpiry = 1...600
    /// Bytes of all parameters that a portal has pushed. They are kept for ten minutes, for anybody where
    /// the portal is public; an address line, which carries the same, has no more room either.
    static let pushed = 16 * 1024
}

extension StartRequest {
    /// The same for the broker's own page.
    var hosted: StartRequest {
        var asked = self
        asked.isHosted = true
        return asked
    }
}
