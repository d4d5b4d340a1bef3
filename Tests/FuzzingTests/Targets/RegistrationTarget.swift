import LoginFlow
import Secrets
import StrictJSON
import Tokens

@testable import Broker

extension FuzzTarget {
    /// What portals say of themselves.
    static let registration = FuzzTarget(
        "registration",
        [
            #"{"redirect_uris":["https://portal.example/cb"]}"#,
            #"{"client_name":"门户","redirect_uris":["https://p.example/cb","https://p.example/2"],"grant_types":["authorization_code","refresh_token"],"response_types":["code"],"scope":"openid email","token_endpoint_auth_method":"none","subject_type":"pairwise"}"#,
            #"{"redirect_uris":["com.example.app:/cb"],"post_logout_redirect_uris":["https://p.example/bye"],"backchannel_logout_uri":"https://p.example/out","id_token_signed_response_alg":"RS256","dpop_bound_access_tokens":true}"#,
            #"{"grant_types":["urn:ietf:params:oauth:grant-type:device_code"],"client_name":"Terminal"}"#,
        ],
        words: [
            #""redirect_uris":["#, #""jwks":{"keys":[]},"#, #""scope":"openid","#,
            #""https://evil.example","#,
            #""javascript:alert(1)","#, #""http://127.0.0.1/","#, #""introspects":true,"#,
            #""policy":"default","#,
            #""token_endpoint_auth_method":"private_key_jwt","#, "\u{202E}",
            #""response_types":["token"],"#,
        ]
    ) { input in
        guard let members = try? JSONValue(parsing: input).object else { return .refused }
        do {
            let metadata = try ClientMetadata(members)
            let party = try metadata.relyingParty(
                id: "c_1", secret: Digest(sha256: [1]), bounds: bounds)
            try check(party, members)
            let again = try ClientMetadata(metadata.registered)
            try demand(
                again.registered == metadata.registered, "what is registered registers the same")
            try demand(Set(metadata.members.keys).isSubset(of: members.keys), "nothing is added")
            return .taken
        } catch BrokerRefusal.registration(_, let member) {
            try demand(!member.isEmpty, "the member is named")
            return .refused
        }
    }

    private static let bounds = ClientMetadata.Bounds(
        policy: Policy(), wallets: ["one"], scopes: ["email", "offline_access"],
        algorithms: [.es256, .rs256])

    private static func check(_ party: RelyingParty, _ members: JSONObject) throws {
        let addresses = party.redirectURIs + party.postLogoutRedirectURIs
        try demand(
            addresses.allSatisfy(PortalAddress.isStrangersRedirectURI), "where strangers may lead")
        try demand(party.redirectURIs.count <= 16, "no more than the limit")
        try demand(Set(party.redirectURIs.map(PortalAddress.webHost)).count <= 1, "one host")
        let called = [party.backchannelLogoutURI, party.pingEndpoint].compactMap { $0 }
        try demand(called.allSatisfy { $0.hasPrefix("https://") }, "called over https")
        try demand(
            Set(party.scopes.map(\.name)).isSubset(of: ["openid", "email", "offline_access"]),
            "scopes")
        try demand(
            party.isRegistered && !party.introspectsAll && party.origins == [],
            "no more than others")
        try demand(Array(party.policies.keys) == [.login], "it logs in, and nothing else")
        let hosts = party.redirectURIs.compactMap(PortalAddress.webHost) + ["c_1"]
        try demand(hosts.contains(party.domain), "it is shown under a host of its own")
        for address in addresses {
            try demand(
                party.has(redirectURI: address)
                    == party.redirectURIs.contains { same($0, address) }, "")
            try demand(!party.has(redirectURI: address + "/"), "to the letter")
        }
    }
}
