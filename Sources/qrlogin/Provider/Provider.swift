import StrictJSON
import Terminal

/// What discovery says about a provider (RFC 8414), as far as a terminal needs it.
struct Provider: Equatable {
    var issuer: String
    var deviceAuthorization: String
    var token: String
    /// Where the keys are that sign ID tokens.
    var keys: String?
    /// How a client with a secret proves itself at the token endpoint; what is not said is
    /// `client_secret_basic`.
    var authenticationMethods: [String]

    /// - Parameter issuer: as the person wrote it; the document must name exactly the same one,
    ///   else another provider's document was put there (RFC 8414, section 3.3).
    /// - Throws: `.foreignIssuer`, and `.malformedAnswer` for a provider without the device grant.
    init(_ document: JSONValue, expecting issuer: String) throws(LoginFailure) {
        guard let named = document["issuer"]?.string else { throw .malformedAnswer("issuer") }
        guard named == issuer else { throw .foreignIssuer(named) }
        self.issuer = issuer
        deviceAuthorization = try Self.endpoint("device_authorization_endpoint", in: document)
        token = try Self.endpoint("token_endpoint", in: document)
        keys = try document["jwks_uri"].map { _ throws(LoginFailure) in
            try Self.endpoint("jwks_uri", in: document)
        }
        authenticationMethods =
            document["token_endpoint_auth_methods_supported"]?.array?.compactMap(\.string)
            ?? ["client_secret_basic"]
    }

    /// Where the document is (OpenID Connect Discovery 1.0, section 4).
    static func discovery(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer)
            + "/.well-known/openid-configuration"
    }

    private static func endpoint(
        _ member: String, in document: JSONValue
    ) throws(LoginFailure) -> String {
        guard let url = document[member]?.string, BrokerURL.isEndpoint(url)
        else { throw .malformedAnswer(member) }
        return url
    }
}
