import StrictJSON

extension DeviceLogin {
    /// The same tokens with the person they are for, when there is an ID token to say so.
    ///
    /// - Parameter now: seconds since 1970.
    /// - Throws: `.untrustedToken`: then nobody is logged in, whatever else the provider gave.
    func withSubject(_ tokens: TokenSet, now: Int64) async throws(LoginFailure) -> TokenSet {
        guard let text = tokens.idToken else { return tokens }
        guard let keys = provider.keys else { throw .malformedAnswer("jwks_uri") }
        let response = try await client.get(keys)
        guard response.status == 200 else { throw .malformedAnswer("HTTP \(response.status)") }
        var tokens = tokens
        tokens.subject = try IDToken.subject(
            of: text, jwks: response.body, issuer: provider.issuer, client: credentials.id,
            now: now)
        return tokens
    }
}
