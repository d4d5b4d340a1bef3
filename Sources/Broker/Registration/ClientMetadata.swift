import LoginFlow
package import StrictJSON
import Tokens

/// What a portal says of itself when it registers (RFC 7591 section 2), checked.
///
/// What it does not know of stays unused; what it cannot have is an error, never a silent change.
package struct ClientMetadata: Sendable {
    package let members: JSONObject
    let name: String
    let redirectURIs: [String]
    let method: String
    let keys: KeySet?

    /// Bounds: entries of a list, bytes of a text.
    private static let listLimit = 16
    private static let textLimit = 1024
    /// Unicode scalars.
    private static let nameLimit = 64

    /// Everything that means something here; the rest is not kept.
    private static let known: Set<String> = [
        "client_name", "redirect_uris", "token_endpoint_auth_method", "grant_types",
        "response_types", "scope", "jwks", "jwks_uri", "subject_type",
        "id_token_signed_response_alg", "userinfo_signed_response_alg",
        "post_logout_redirect_uris", "backchannel_logout_uri",
        "backchannel_client_notification_endpoint", "require_pushed_authorization_requests",
        "dpop_bound_access_tokens", "policy",
    ]

    package static let methods = [
        "none", "client_secret_basic", "client_secret_post", "private_key_jwt",
    ]

    package init(_ members: JSONObject) throws(BrokerRefusal) {
        self.members = JSONObject(members.members.filter { Self.known.contains($0.key) })
        name = try Self.text("client_name", members) ?? ""
        redirectURIs = try Self.texts("redirect_uris", members) ?? []
        let hosts = Set(redirectURIs.map(PortalAddress.webHost))
        // The phone shows one domain for all of them (OpenID Connect Core 8.1 asks for the same).
        guard redirectURIs.allSatisfy(PortalAddress.isStrangersRedirectURI), hosts.count <= 1
        else { throw .registration(.invalidRedirectURI, member: "redirect_uris") }
        guard PlainText.isShowable(name, limit: Self.nameLimit)
        else { throw .metadata("client_name") }
        method = try Self.text("token_endpoint_auth_method", members) ?? "client_secret_basic"
        guard Self.methods.contains(method)
        else { throw .metadata("token_endpoint_auth_method") }
        keys = try Self.keys(members, isNeeded: method == "private_key_jwt")
        let types = try Self.texts("response_types", members) ?? ["code"]
        guard types == ["code"] else { throw .metadata("response_types") }
        let grants = try grantTypes()
        if redirectURIs.isEmpty && grants.contains(.authorizationCode) {
            throw .registration(.invalidRedirectURI, member: "redirect_uris")
        }
    }

    /// Everything that holds for the portal, defaults included (RFC 7591 section 3.2.1).
    package var registered: JSONObject {
        var registered = members
        for member in Self.defaults.members where registered[member.key] == nil {
            registered.append(member.key, member.value)
        }
        return registered
    }

    private static let defaults: JSONObject = [
        "token_endpoint_auth_method": "client_secret_basic",
        "grant_types": ["authorization_code"], "response_types": ["code"],
        "subject_type": "public", "id_token_signed_response_alg": "ES256",
    ]

    var needsSecret: Bool { method == "client_secret_basic" || method == "client_secret_post" }

    static func text(
        _ name: String, _ members: JSONObject
    ) throws(BrokerRefusal) -> String? {
        guard let value = members[name] else { return nil }
        guard let text = value.string, text.utf8.count <= textLimit
        else { throw .metadata(name) }
        return text
    }

    static func texts(
        _ name: String, _ members: JSONObject
    ) throws(BrokerRefusal) -> [String]? {
        guard let value = members[name] else { return nil }
        let texts = value.array?.compactMap(\.string) ?? []
        guard let list = value.array, texts.count == list.count, list.count <= listLimit
        else { throw .metadata(name) }
        return texts
    }

    private static func keys(
        _ members: JSONObject, isNeeded: Bool
    ) throws(BrokerRefusal) -> KeySet? {
        // The broker fetches nothing from portals, so keys come with the registration.
        if members["jwks_uri"] != nil { throw .metadata("jwks_uri") }
        guard (members["jwks"] != nil) == isNeeded else { throw .metadata("jwks") }
        guard let jwks = members["jwks"] else { return nil }
        guard let keys = try? KeySet(jwks: jwks), !keys.isEmpty
        else { throw .metadata("jwks") }
        return keys
    }

    func grantTypes() throws(BrokerRefusal) -> Set<RelyingParty.GrantType> {
        let names = try Self.texts("grant_types", members) ?? ["authorization_code"]
        let types = names.compactMap(RelyingParty.GrantType.init)
        guard types.count == names.count else { throw .metadata("grant_types") }
        return Set(types)
    }
}
