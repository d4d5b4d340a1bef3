import LoginFlow
import Secrets
import SessionStore
import StrictJSON

/// What is sealed; part of what the seal is bound to.
package enum SealLabel: String {
    case requester
    case person
    case facts
    case identity
    case pushedRequest = "pushed request"
    case delivery
    case evidence
    case enrolment
    case lastUse = "last use"
}

/// Everything about a person, as it lies in the database: sealed JSON, bound to its row.
extension Broker {
    func seal(_ value: JSONValue, _ label: SealLabel, for owner: [UInt8]) throws -> [UInt8] {
        try keys.seal(value.serialized(), label: label.rawValue, for: owner)
    }

    /// - Returns: `nil` where it is not ours, or of another row: somebody has edited the database.
    func unseal(_ sealed: [UInt8], _ label: SealLabel, for owner: [UInt8]) -> JSONValue? {
        guard let text = try? keys.open(sealed, label: label.rawValue, for: owner)
        else { return nil }
        return try? JSONValue(parsing: text)
    }

    func approval(of record: SessionRecord) -> Approval? {
        record.person.flatMap { unseal($0, .person, for: record.id.bytes) }
            .flatMap(Approval.init(json:))
    }

    func seal(_ approval: Approval, for id: SessionID) throws -> [UInt8] {
        try seal(approval.json, .person, for: id.bytes)
    }

    func requester(of record: SessionRecord) -> Requester? {
        unseal(record.requester, .requester, for: record.id.bytes).flatMap(Requester.init(json:))
    }

    func requester(of signIn: SignIn) -> Requester? {
        unseal(signIn.requester, .requester, for: signIn.id.bytes).flatMap(Requester.init(json:))
    }

    func identity(of signIn: SignIn) -> Identity? {
        unseal(signIn.identity, .identity, for: signIn.id.bytes).flatMap(Identity.init(json:))
    }

    func facts(of grant: Grant) -> GrantFacts? {
        unseal(grant.facts, .facts, for: grant.id.bytes).flatMap(GrantFacts.init(json:))
    }
}
