/// Why a portal starts a login session.
package enum Purpose: String, Sendable, CaseIterable {
    case login
    case register
    case faceCheck = "face_check"
}

/// Who waits for the outcome of a login session.
package enum Channel: String, Sendable, CaseIterable {
    /// A page in a browser, which goes on to the redirect URI.
    case page
    /// A program without a browser, which polls the token endpoint (RFC 8628).
    case device
    /// A portal's server, which named the person itself (OpenID CIBA).
    case backchannel
}

/// How the answer reaches the redirect URI.
package enum ResponseMode: String, Sendable, CaseIterable {
    case query
    /// By a form that the browser posts, so that the answer stands in no address.
    case formPost = "form_post"
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

/// The sign-in of the browser that a login session builds on.
package struct FormerSignIn: Sendable, Hashable {
    package let id: SignInID
    /// What was done then, in the words of RFC 8176; empty where everything is done anew.
    package let methods: [String]
    /// Names of asks that need not be asked again.
    package let satisfied: [String]
    /// Until when it may answer in place of a scan, once the person at the browser agrees; `nil`:
    /// never.
    package let answersUntil: Moment?

    package init(
        id: SignInID, methods: [String] = [], satisfied: [String] = [],
        answersUntil: Moment? = nil
    ) {
        self.id = id
        self.methods = methods
        self.satisfied = satisfied
        self.answersUntil = answersUntil
    }
}

/// Where an app on the page's own device brings the person back to.
package enum ReturnPlace: Sendable, Hashable {
    /// The broker's own page.
    case hosted
    /// A page of the portal.
    case page(String)
}

/// What a portal asked for; fixed when the login session is created.
package struct LoginRequest: Sendable, Hashable {
    package var clientID: String
    /// `nil` where no browser waits.
    package var redirectURI: String?
    package var channel = Channel.page
    package var responseMode = ResponseMode.query
    package var purpose = Purpose.login
    package var wallets: [String]
    package var scopes: [ScopeRequest] = []
    package var state: String?
    package var nonce: String?
    /// The PKCE challenge (RFC 7636, S256); absent where the client authenticated instead.
    package var codeChallenge: String?
    /// Thumbprint of the key that the code is bound to (RFC 9449 section 10).
    package var keyThumbprint: String?
    /// BCP 47 tags in order of preference, for names shown on the page.
    package var locales: [String] = []
    /// The only person who may claim it (`face_check`, step-up, CIBA).
    package var expectedSubject: String?
    /// The assurance level that must be reached; 0: whatever the policy gives.
    package var level = 0
    /// How long the portal would wait for all of it; `nil`: as the policy says.
    package var lifetime: Seconds?
    /// Claims the ID token shall carry by itself (OpenID Connect Core 5.5).
    package var idTokenClaims: [String] = []
    package var formerSignIn: FormerSignIn?
    /// `nil`: the code is scanned from another device only.
    package var returnPlace: ReturnPlace?
    /// Whether nothing but an app on the page's own device may claim it: there is no code for cameras
    /// and none to type.
    package var isSameDeviceOnly = false
    /// Shown on the phone and by the portal, so that a person can tell one request from another.
    package var bindingMessage: String?

    package init(clientID: String, redirectURI: String?, wallets: [String]) {
        self.clientID = clientID
        self.redirectURI = redirectURI
        self.wallets = wallets
    }
}
