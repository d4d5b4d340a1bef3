import StrictJSON

/// What a provider gives in the end (RFC 6749, section 5.1).
struct TokenSet: Equatable, CustomStringConvertible {
    /// As the provider wrote them.
    var members: JSONObject
    /// The person, once the ID token is verified.
    var subject: String?

    var idToken: String? { members["id_token"]?.string }
    var description: String { "TokenSet(\(subject ?? "nobody"), <redacted>)" }

    /// - Throws: `.malformedAnswer`, also for tokens of a type that only another program could use.
    init(_ body: JSONValue) throws(LoginFailure) {
        guard let members = body.object else { throw .malformedAnswer("token") }
        _ = try body.text("access_token")
        guard try body.text("token_type").lowercased() == "bearer" else {
            throw .malformedAnswer("token_type")
        }
        self.members = members
    }
}
