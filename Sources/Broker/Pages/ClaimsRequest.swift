import StrictJSON

/// The parameter `claims` (OpenID Connect Core 5.5), as far as it can change anything here.
///
/// A claim of a person is released by its scope only, so one that is asked for by name asks for
/// that scope; a claim no scope releases is left out, which the specification lets a provider do.
struct ClaimsRequest {
    /// Scopes that release what is asked for by name.
    var scopes: [String] = []
    /// Claims wanted in the ID token itself.
    var idToken: [String] = []
    /// The only person who may answer.
    var subject: String?
    /// Levels, of which one is essential.
    var levels: [String]?

    init(_ text: String?) throws(BrokerRefusal) {
        guard let text else { return }
        guard text.utf8.count <= StartLimit.claims, let json = try? JSONValue(parsing: text),
            let claims = json.object
        else { throw .invalidRequest(parameter: "claims") }
        idToken = try Self.names(claims["id_token"])
        let names = try Self.names(claims["userinfo"]) + idToken
        scopes = PersonClaims.byScope.filter { _, released in
            names.contains(where: released.contains)
        }.keys.sorted()
        subject = claims["id_token"]?["sub"]?["value"]?.string
        levels = Self.levels(claims["id_token"]?["acr"])
    }

    private static func names(_ value: JSONValue?) throws(BrokerRefusal) -> [String] {
        guard let value else { return [] }
        guard let object = value.object else { throw .invalidRequest(parameter: "claims") }
        return object.keys
    }

    private static func levels(_ acr: JSONValue?) -> [String]? {
        guard let acr, acr["essential"]?.bool == true else { return nil }
        let values = acr["values"]?.array?.compactMap(\.string) ?? []
        let all = values + [acr["value"]?.string].compactMap { $0 }
        return all.isEmpty ? nil : all
    }
}
