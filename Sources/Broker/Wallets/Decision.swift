import LoginFlow
import StrictJSON

/// A decision as the verified statement has it.
struct Decision: Sendable {
    enum Verdict: Sendable {
        case confirm
        case deny(DenyReason)
    }

    let verdict: Verdict
    let challenge: String
    let number: String?
    let credential: String?
    let scopes: [String]?
    let terms: [TermsVersion]
    let amr: [String]
    let actingFor: String?
    let claims: JSONObject
    let attestation: String?

    /// Bounds: entries of a list, bytes of a text.
    private static let listLimit = 64
    private static let credentialLimit = 128
    private static let textLimit = 255

    init(_ statement: Statement) throws(BrokerRefusal) {
        verdict = try Self.verdict(statement)
        challenge = try statement.requiredText("challenge")
        number = try statement.optionalText("number", limit: 16)
        credential = try statement.optionalText("credential", limit: Self.credentialLimit)
        scopes = try statement.optionalTexts("scopes", limit: Self.listLimit)
        terms = try Self.terms(statement)
        amr = try statement.optionalTexts("amr", limit: Self.listLimit) ?? []
        actingFor = try statement.optionalText("acting_for", limit: Self.textLimit)
        claims = try Self.claims(statement)
        attestation = try statement.optionalText("attestation", limit: 16 * 1024)
    }

    private static func verdict(_ statement: Statement) throws(BrokerRefusal) -> Verdict {
        if statement.act == StatementAct.confirm.rawValue { return .confirm }
        guard let text = try statement.optionalText("reason", limit: textLimit)
        else { return .deny(.changedMind) }
        guard let reason = DenyReason(rawValue: text)
        else { throw .invalidRequest(parameter: "reason") }
        return .deny(reason)
    }

    private static func terms(_ statement: Statement) throws(BrokerRefusal) -> [TermsVersion] {
        guard let value = statement.claims["terms"] else { return [] }
        guard let list = value.array, list.count <= listLimit
        else { throw .invalidRequest(parameter: "terms") }
        let terms = list.compactMap { entry -> TermsVersion? in
            guard let id = entry["id"]?.string, let version = entry["version"]?.string
            else { return nil }
            return TermsVersion(id: id, version: version)
        }
        guard terms.count == list.count else { throw .invalidRequest(parameter: "terms") }
        return terms
    }

    private static func claims(_ statement: Statement) throws(BrokerRefusal) -> JSONObject {
        guard let value = statement.claims["claims"] else { return JSONObject() }
        guard let claims = value.object else { throw .invalidRequest(parameter: "claims") }
        return claims
    }
}
