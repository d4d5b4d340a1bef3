import Broker
import LoginFlow
import PercentCoding

/// The parameters of an authorization request, wherever they came from: the address, a form, or a
/// pushed request.
struct AuthorizationParameters {
    private let values: [String: String]
    /// Whether the portal has pushed them (RFC 9126).
    let isPushed: Bool

    /// What the page's own address keeps of them.
    let pageQuery: String

    init(_ values: [String: String], pageQuery: String = "") {
        self.values = values
        self.pageQuery = pageQuery
        isPushed = false
    }

    /// - Parameter query: with the reference; the page's language is looked for beside it.
    init(pushed values: [String: String], query: String) {
        self.values = values
        let locales = values["ui_locales"].map { "&ui_locales=\(PercentCoding.encode($0))" }
        pageQuery = query.contains("ui_locales=") ? query : query + (locales ?? "")
        isPushed = true
    }

    /// Everything that is looked at. What is pushed is kept, so what nobody looks at is not.
    private static let known: Set<String> = [
        "client_id", "response_type", "redirect_uri", "scope", "state", "nonce", "request",
        "response_mode", "code_challenge", "code_challenge_method", "dpop_jkt", "purpose",
        "id_token_hint", "wallets", "acr_values", "claims", "prompt", "max_age", "ui_locales",
    ]

    /// What of it is worth keeping.
    var kept: [String: String] { values.filter { Self.known.contains($0.key) } }

    subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    private func words(_ name: String) -> [String]? {
        self[name]?.split(separator: " ").map(String.init)
    }

    /// Parameters that would have to be understood and are not (OpenID Connect Core 6).
    func refuseUnsupported() throws(BrokerRefusal) {
        guard let type = self["response_type"]
        else { throw .invalidRequest(parameter: "response_type") }
        guard type == "code" else { throw .oauth(.unsupportedResponseType) }
        if self["request"] != nil { throw .oauth(.requestNotSupported) }
    }

    /// How an error reaches the portal; a mode that is none is told in the query.
    var responseMode: ResponseMode {
        self["response_mode"].flatMap(ResponseMode.init) ?? .query
    }

    func startRequest(
        clientID: String, redirectURI: String, _ call: Call
    ) throws(BrokerRefusal) -> StartRequest {
        var asked = StartRequest(clientID: clientID, redirectURI: redirectURI)
        asked.responseMode = self["response_mode"]
        asked.codeChallenge = self["code_challenge"]
        asked.codeChallengeMethod = self["code_challenge_method"]
        asked.keyThumbprint = self["dpop_jkt"]
        asked.scope = self["scope"] ?? ""
        asked.state = self["state"]
        asked.nonce = self["nonce"]
        asked.purpose = self["purpose"]
        asked.idTokenHint = self["id_token_hint"]
        asked.wallets = words("wallets")
        asked.acrValues = words("acr_values")
        asked.claims = self["claims"]
        asked.prompt = try prompt()
        asked.maximumAge = try maximumAge()
        asked.locales = call.locales + (words("ui_locales") ?? [])
        return asked
    }

    private func prompt() throws(BrokerRefusal) -> Set<Prompt> {
        let names = words("prompt") ?? []
        let prompts = names.compactMap(Prompt.init)
        guard prompts.count == names.count else { throw .invalidRequest(parameter: "prompt") }
        return Set(prompts)
    }

    private func maximumAge() throws(BrokerRefusal) -> Int? {
        guard let text = self["max_age"] else { return nil }
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { throw .invalidRequest(parameter: "max_age") }
        return Int(text)
    }
}
