import StrictJSON

/// The attributes of a person that a scope releases (OpenID Connect Core 5.4).
package enum PersonClaims {
    static let byScope: [String: Set<String>] = [
        "profile": [
            "name", "family_name", "given_name", "middle_name", "nickname",
            "preferred_username", "profile", "picture", "website", "gender", "birthdate",
            "zoneinfo", "locale", "updated_at",
        ],
        "email": ["email", "email_verified"],
        "address": ["address"],
        "phone": ["phone_number", "phone_number_verified"],
    ]

    package static var names: [String] { byScope.values.joined().sorted() }

    /// Only what the granted scopes release; everything else is dropped before it is stored.
    static func released(_ claims: JSONObject, by scopes: [String]) -> JSONObject {
        let names = scopes.reduce(into: Set<String>()) { $0.formUnion(byScope[$1] ?? []) }
        return JSONObject(claims.members.filter { names.contains($0.key) && !$0.value.isNull })
    }
}
