import Foundation
import LoginFlow
import StrictJSON

/// What the wallet says of the credential that the person chose.
struct Credential: Sendable, Hashable {
    enum Kind: String, Sendable {
        case own
        /// Issued to this person by way of somebody else's phone.
        case delegated
    }

    private enum Status: String {
        case valid
        case revoked
        case expired
    }

    /// Characters.
    private static let typeLimit = 64

    var kind: Kind?
    /// The kind of document, in the wallet's own words.
    var type: String?
    var fault: CredentialFault?

    /// What the portal is told with the scope `credential`.
    var json: JSONValue? {
        var members = JSONObject()
        members.append("kind", kind?.rawValue)
        members.append("type", type)
        return members.members.isEmpty ? nil : .object(members)
    }

    init(json: JSONValue?) {
        kind = json?["kind"]?.string.flatMap(Kind.init)
        type = json?["type"]?.string
    }

    /// - Parameter now: a credential that has run out by then is as good as none.
    init(_ statement: Statement, at now: Moment) throws(BrokerRefusal) {
        guard let value = statement.claims["credential_details"] else { return }
        let refusal = BrokerRefusal.invalidRequest(parameter: "credential_details")
        guard value.object != nil else { throw refusal }
        if let text = value["kind"] {
            kind = text.string.flatMap(Kind.init)
            if kind == nil { throw refusal }
        }
        if let text = value["type"] {
            type = text.string
            guard let type, PlainText.isShowable(type, limit: Self.typeLimit) else { throw refusal }
        }
        fault = try Self.fault(value, at: now, or: refusal)
    }

    private static func fault(
        _ value: JSONValue, at now: Moment, or refusal: BrokerRefusal
    ) throws(BrokerRefusal) -> CredentialFault? {
        if let text = value["status"] {
            guard let status = text.string.flatMap(Status.init) else { throw refusal }
            switch status {
            case .revoked: return .revoked
            case .expired: return .expired
            case .valid: break
            }
        }
        guard let text = value["expires_at"] else { return nil }
        guard let text = text.string, let end = try? Date(text, strategy: .iso8601)
        else { throw refusal }
        return now < Moment(seconds: Int64(end.timeIntervalSince1970)) ? nil : .expired
    }
}
