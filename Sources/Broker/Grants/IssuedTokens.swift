/// What a portal gets at the token endpoint (RFC 6749 section 5.1, OpenID Connect Core 3.1.3.3).
package struct IssuedTokens: Sendable {
    package let accessToken: String
    /// `Bearer`, or `DPoP` where it is bound to a key.
    package let type: String
    /// Seconds.
    package let expiresIn: Int
    package let idToken: String
    /// Only with offline access.
    package let refreshToken: String?
    package let scope: String
}
