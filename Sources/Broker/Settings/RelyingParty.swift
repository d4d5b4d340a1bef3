package import LoginFlow
package import Tokens

/// A portal that people log in to.
package struct RelyingParty: Sendable {
    /// How it proves itself at the token endpoint.
    package enum Authentication: Sendable {
        /// It cannot keep a secret; PKCE takes its place.
        case none
        /// Digest of the client secret.
        case secret(Digest)
        /// `private_key_jwt` (RFC 7523).
        case keys(KeySet)
    }

    package struct Scope: Sendable {
        package let name: String
        package let isRequired: Bool
        package let title: LocalizedText

        package init(name: String, isRequired: Bool, title: LocalizedText) {
            self.name = name
            self.isRequired = isRequired
            self.title = title
        }
    }

    /// The policy of one purpose.
    package struct PurposePolicy: Sendable {
        package let fallback: Policy
        package let byWallet: [String: Policy]

        package init(fallback: Policy, byWallet: [String: Policy] = [:]) {
            self.fallback = fallback
            self.byWallet = byWallet
        }

        package func policy(for wallet: String) -> Policy { byWallet[wallet] ?? fallback }
    }

    /// What it may bring to the token endpoint (RFC 7591 section 2).
    package enum GrantType: String, Sendable, CaseIterable {
        case authorizationCode = "authorization_code"
        case refreshToken = "refresh_token"
        case deviceCode = "urn:ietf:params:oauth:grant-type:device_code"
        case ciba = "urn:openid:params:grant-type:ciba"

        /// The short name in the configuration.
        package var name: String {
            switch self {
            case .authorizationCode, .refreshToken: rawValue
            case .deviceCode: "device_code"
            case .ciba: "ciba"
            }
        }
    }

    /// How `/userinfo` answers this portal.
    package struct UserInfoRule: Sendable {
        /// Signs the answer; `nil`: plain JSON.
        package var algorithm: SignatureAlgorithm?
        /// The level that must have been reached (RFC 9470); 0: any.
        package var level = 0
        /// How old the login may be, in seconds; 0: any.
        package var maximumAge: Seconds = 0

        package init() {}
    }

    package let id: String
    package let name: LocalizedText
    package let domain: String
    package let logoURI: String?
    package let redirectURIs: [String]
    package let origins: [String]
    package let authentication: Authentication
    package let scopes: [Scope]
    /// The sector of a pairwise portal; `nil`: public subjects.
    package let sector: String?
    package let idTokenAlgorithm: SignatureAlgorithm
    /// In the order in which pages show them.
    package let wallets: [String]
    package let policies: [Purpose: PurposePolicy]
    /// Where a browser may go after a logout.
    package var postLogoutRedirectURIs: [String] = []
    /// Pages of its own that an app may bring people back to.
    package var returnURIs: [String] = []
    /// Origins whose pages may show the login page of this portal in a frame.
    package var frameAncestors: [String] = []
    /// Told when a sign-in ends (OpenID Connect Back-Channel Logout 1.0).
    package var backchannelLogoutURI: String?
    package var grantTypes: Set<GrantType> = Set(GrantType.allCases)
    /// Told when a request of CIBA has its outcome; `nil`: it polls.
    package var pingEndpoint: String?
    package var userInfo = UserInfoRule()
    package var requiresPushedRequests = false
    package var requiresBoundTokens = false
    /// Whether it was registered beside the configuration: what it says of itself nobody has checked.
    package var isRegistered = false
    /// Whether it may ask about tokens of others: a resource server.
    package var introspectsAll = false

    package init(
        id: String, name: LocalizedText, domain: String, logoURI: String?,
        redirectURIs: [String], origins: [String], authentication: Authentication,
        scopes: [Scope], sector: String?, idTokenAlgorithm: SignatureAlgorithm,
        wallets: [String], policies: [Purpose: PurposePolicy]
    ) {
        self.id = id
        self.name = name
        self.domain = domain
        self.logoURI = logoURI
        self.redirectURIs = redirectURIs
        self.origins = origins
        self.authentication = authentication
        self.scopes = scopes
        self.sector = sector
        self.idTokenAlgorithm = idTokenAlgorithm
        self.wallets = wallets
        self.policies = policies
    }

    /// Whether a redirect URI is registered, to the byte: Swift's `==` takes different Unicode texts
    /// for the same, and a browser does not.
    package func has(redirectURI: String) -> Bool {
        redirectURIs.contains { $0.utf8.elementsEqual(redirectURI.utf8) }
    }

    package func has(postLogoutRedirectURI uri: String) -> Bool {
        postLogoutRedirectURIs.contains { $0.utf8.elementsEqual(uri.utf8) }
    }

    package func has(returnURI uri: String) -> Bool {
        returnURIs.contains { $0.utf8.elementsEqual(uri.utf8) }
    }

    package var isPublic: Bool { if case .none = authentication { true } else { false } }
}
