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
    let credentialDetails: Credential
    let scopes: [String]?
    let terms: [TermsVersion]
    let amr: [String]
    let organisation: Organisation?
    /// Whether the person has said that they act for themself.
    let isForSelf: Bool
    /// Digest of the picture that a capture is compared with, base64url.
    let portrait: String?
    let claims: JSONObject
    let attestation: String?

    /// Bounds: entries of a list, bytes of a text.
    private static let listLimit = 64
    private static let credentialLimit = 128
    private static let textLimit = 255

    init(_ statement: Statement, at now: Moment) throws(BrokerRefusal) {
        verdict = try Self.verdict(statement)
        challenge = try statement.requiredText("challenge")
        number = try statement.optionalText("number", limit: 16)
        credential = try Self.credential(statement)
        credentialDetails = try Credential(statement, at: now)
        scopes = try statement.optionalTexts("scopes", limit: Self.listLimit)
        terms = try Self.terms(statement)
        amr = try statement.optionalTexts("amr", limit: Self.listLimit) ?? []
        organisation = try Organisation(statement)
        isForSelf = try Self.isForSelf(statement, organisation)
        portrait = try Self.portrait(statement)
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

    /// An empty text names none.
    private static func credential(_ statement: Statement) throws(BrokerRefusal) -> String? {
        let text = try statement.optionalText("credential", limit: credentialLimit)
        if text?.isEmpty == true { throw .invalidRequest(parameter: "credential") }
        return text
    }

    private static func isForSelf(
        _ statement: Statement, _ organisation: Organisation?
    ) throws(BrokerRefusal) -> Bool {
        guard let value = statement.claims["for_self"] else { return false }
        guard let isForSelf = value.bool, !(isForSelf && organisation != nil)
        else { throw .invalidRequest(parameter: "for_self") }
        return isForSelf
    }

    private static func portrait(_ statement: Statement) throws(BrokerRefusal) -> String? {
        guard let text = try statement.optionalText("portrait", limit: 64) else { return nil }
        guard PictureDigest(text: text) != nil else { throw .invalidRequest(parameter: "portrait") }
        return text
    }

    private static func claims(_ statement: Statement) throws(BrokerRefusal) -> JSONObject {
        guard let value = statement.claims["claims"] else { return JSONObject() }
        guard let claims = value.object else { throw .invalidRequest(parameter: "claims") }
        return claims
    }
}
