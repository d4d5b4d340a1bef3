import Broker
import StrictJSON

/// A document that a wallet holds for a person, in one of the ways that make a difference.
struct DemoCredential: Sendable {
    enum Kind: String, Sendable {
        case own
        /// Issued on a relative's phone, and handed to this one.
        case delegated
    }

    enum Status: String, Sendable {
        case valid
        case revoked
        case expired
    }

    let id: String
    /// What kind of document it is.
    let type: String
    let title: LocalizedText
    var kind = Kind.own
    var status = Status.valid
    /// RFC 3339.
    var expiresAt = "2036-03-11T16:00:00Z"

    func json(_ locales: [String]) -> JSONValue {
        [
            "id": .string(id), "type": .string(type),
            "title": .string(title.text(for: locales)), "kind": .string(kind.rawValue),
            "status": .string(status.rawValue), "expires_at": .string(expiresAt),
        ]
    }
}

extension DemoCredential {
    static let residentID = DemoCredential(
        id: "resident-id", type: "resident-id",
        title: .both("Resident identity card", "居民身份证"))
    static let delegatedResidentID = DemoCredential(
        id: "resident-id-delegated", type: "resident-id",
        title: .both("Resident identity card, from a relative's phone", "居民身份证（亲属手机授权）"),
        kind: .delegated)
    static let revokedResidentID = DemoCredential(
        id: "resident-id-revoked", type: "resident-id",
        title: .both("Resident identity card, reported lost", "居民身份证（已挂失）"),
        status: .revoked)
    static let expiredPermit = DemoCredential(
        id: "permit-expired", type: "hk_macao_permit",
        title: .both("Travel permit for Hong Kong and Macao", "往来港澳通行证"),
        status: .expired, expiresAt: "2025-06-30T16:00:00Z")
    static let permanentResident = DemoCredential(
        id: "permanent-resident", type: "foreign-permanent-resident",
        title: .both("Foreign permanent resident card", "外国人永久居留身份证"))
}

/// Somebody to act for.
struct DemoOrganisation: Sendable {
    /// Written like a unified social credit code; none of these was ever given out.
    let id: String
    let name: LocalizedText
    let role: LocalizedText

    func json(_ locales: [String]) -> JSONValue {
        [
            "id": .string(id), "name": .string(name.text(for: locales)),
            "role": .string(role.text(for: locales)),
        ]
    }

    static let trading = DemoOrganisation(
        id: "91000000DEMO000001", name: .both("Tianshan Trading Ltd.", "天山商贸有限公司"),
        role: .both("Legal representative", "法定代表人"))
    static let workshop = DemoOrganisation(
        id: "92000000DEMO000002", name: .both("Li's Workshop", "李记手工坊"),
        role: .both("Tax clerk", "办税员"))
}

extension LocalizedText {
    static func both(_ english: String, _ chinese: String) -> LocalizedText {
        LocalizedText([(tag: "en", text: english), (tag: "zh-CN", text: chinese)])
            ?? LocalizedText(english)
    }
}
