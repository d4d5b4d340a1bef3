import AuditChain
import Base64URL
import Foundation
import LoginFlow
package import SessionStore
package import StrictJSON

extension Broker {
    private static var personFormat: String { "qrbroker-person/1" }

    /// Everything that is kept about a person, opened.
    package func exportPerson(
        _ name: PersonName
    ) async throws(StoreFailure) -> JSONValue {
        let rows = try await store.rows(of: key(of: name))
        let sealed = try await sealedRows(about: name)
        let subjects = subjects(of: name).map {
            JSONObject.Member(key: $0.party, value: .string($0.subject))
        }
        return [
            "format": .string(Self.personFormat), "wallet": .string(name.wallet),
            "subject": .string(name.sub), "subjects_at_portals": .object(JSONObject(subjects)),
            "devices": .array(rows.devices.map { json($0) }),
            "sign_ins": .array(rows.signIns.map { json($0) }),
            "grants": .array(rows.grants.map { json($0) }),
            "logins": .array(rows.sessions.map { json($0) }),
            "levels": .array(
                rows.levels.map {
                    ["level": .integer(Int64($0.level)), "until": .string($0.until.text)]
                }),
            "browsers": .array(
                rows.browsers.map {
                    ["mark": text($0.mark), "last_at": .string($0.lastAt.text)]
                }),
            "signed_statements": .array(rows.statements.map { json($0) }),
            "requests": .array(
                rows.requests.map {
                    ["client_id": .string($0.client), "expires_at": .string($0.expiresAt.text)]
                }),
            "messages_to_portals": .array(sealed.deliveries.map { json($0) }),
            "pushed_requests": .array(sealed.pushed.map { json($0) }),
        ]
    }

    private func text(_ digest: Digest) -> JSONValue { .string(Base64URL.encode(digest.bytes)) }

    private func json(_ device: KeptDevice) -> JSONValue {
        let person = device.device.person.bytes
        var members: JSONObject = [
            "kid": .string(device.device.kid), "mark": .string(device.device.deviceID),
            "key": (try? JSONValue(parsing: device.device.jwk)) ?? .null,
            "attests": .array(device.device.attests.map(JSONValue.string)),
            "enrolled_at": .string(device.enrolledAt.text),
            "last_at": .string(device.lastAt.text),
            "words": .array(device.words.compactMap { unseal($0, .enrolment, for: person) }),
        ]
        members.append("last_use", opened(device.lastUse, of: device.device))
        members.append("revoked_at", device.revokedAt?.text)
        return .object(members)
    }

    private func json(_ joined: JoinedSignIn) -> JSONValue {
        let signIn = joined.signIn
        var members: JSONObject = [
            "started_at": .string(signIn.startedAt.text),
            "authenticated_at": .string(signIn.authenticatedAt.text),
            "last_at": .string(signIn.lastAt.text), "expires_at": .string(signIn.expiresAt.text),
            "portals": .array(
                joined.participants.map { participant in
                    [
                        "client_id": .string(participant.clientID),
                        "sid": .string(participant.sid),
                        "scopes": .array(participant.scopes.map(JSONValue.string)),
                    ]
                }),
        ]
        members.append("identity", unseal(signIn.identity, .identity, for: signIn.id.bytes))
        members.append("requester", unseal(signIn.requester, .requester, for: signIn.id.bytes))
        return .object(members)
    }

    private func json(_ grant: Grant) -> JSONValue {
        var members: JSONObject = [
            "client_id": .string(grant.clientID),
            "scopes": .array(grant.scopes.map(JSONValue.string)),
            "expires_at": .string(grant.expiresAt.text), "revoked": .bool(grant.isRevoked),
        ]
        members.append("facts", unseal(grant.facts, .facts, for: grant.id.bytes))
        return .object(members)
    }

    private func json(_ record: SessionRecord) -> JSONValue {
        let session = record.session
        var members: JSONObject = [
            "session_id": .string(record.id.text), "client_id": .string(session.request.clientID),
            "status": .string(session.state.status.rawValue),
            "started_at": .string(session.createdAt.text),
        ]
        members.append("ended_at", session.endedAt?.text)
        members.append("message", session.request.bindingMessage)
        members.append("requester", unseal(record.requester, .requester, for: record.id.bytes))
        members.append(
            "person", record.person.flatMap { unseal($0, .person, for: record.id.bytes) })
        return .object(members)
    }

    private func json(_ statement: PersonRows.Statement) -> JSONValue {
        let row = statement.row
        var members: JSONObject = [
            "session_id": .string(Base64URL.encode(row.session)),
            "client_id": .string(row.client), "cause": .string(row.cause),
            "at": .string(Moment(milliseconds: row.at).text),
            "kept_until": .string(statement.forgetAt.text),
        ]
        members.append(
            "content", unseal(statement.content, .evidence, for: row.session))
        return .object(members)
    }

    private func json(_ delivery: Delivery) -> JSONValue {
        var members: JSONObject = [
            "kind": .string(delivery.kind.rawValue), "client_id": .string(delivery.clientID),
            "give_up_at": .string(delivery.giveUpAt.text),
        ]
        members.append("content", unseal(delivery.content, .delivery, for: delivery.id))
        return .object(members)
    }

    private func json(_ request: PushedRequest) -> JSONValue {
        var members: JSONObject = [
            "client_id": .string(request.clientID),
            "expires_at": .string(request.expiresAt.text),
        ]
        members.append(
            "parameters",
            unseal(request.parameters, .pushedRequest, for: request.digest.bytes))
        return .object(members)
    }
}

extension Moment {
    /// RFC 3339, whole seconds.
    fileprivate var text: String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }
}
