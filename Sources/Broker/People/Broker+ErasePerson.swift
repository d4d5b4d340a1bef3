import LoginFlow
import NIOConcurrencyHelpers
import Secrets
package import SessionStore
import StrictJSON
import Tokens

/// A person as their wallet names them.
package struct PersonName: Sendable {
    package let wallet: String
    package let sub: String

    package init(wallet: String, sub: String) {
        self.wallet = wallet
        self.sub = sub
    }
}

/// What the operator does when a person asks to be forgotten; see ``Broker/exportPerson(_:)`` for
/// what is known.
extension Broker {
    /// Erases everything that is kept about a person.
    ///
    /// - Returns: how many rows of each table.
    package func erasePerson(
        _ name: PersonName
    ) async throws(StoreFailure) -> [(table: String, count: Int)] {
        let sealed = try await sealedRows(about: name)
        return try await store.erase(
            key(of: name), deliveries: sealed.deliveries.map(\.id),
            pushed: sealed.pushed.map(\.digest))
    }

    /// Forgets what memory holds once another process has erased somebody. A loop of the server
    /// calls it.
    package func forgetErased() async throws(StoreFailure) {
        let version = try await store.erasuresVersion()
        let isNews = erasures.withLockedValue { known in
            defer { known = version }
            return known != version
        }
        if isNews { store.forgetMemory() }
    }

    /// The subject that each portal knows the person by.
    func subjects(of name: PersonName) -> [(party: String, subject: String)] {
        parties.all.sorted { $0.id < $1.id }.map {
            ($0.id, subject(wallet: name.wallet, sub: name.sub, for: $0))
        }
    }

    func key(of name: PersonName) -> PersonKey {
        let subjects = Set(subjects(of: name).map(\.subject)).sorted()
        return PersonKey(
            person: keys.person(wallet: name.wallet, sub: name.sub),
            subjectMarks: subjects.map { keys.mark(ofSubject: $0) })
    }

    /// Messages to portals, and requests of portals, that name the person.
    func sealedRows(about name: PersonName) async throws(StoreFailure) -> SealedRows {
        let names = Set(subjects(of: name).map(\.subject)).union([name.sub])
        var rows = try await store.sealedRows()
        rows.deliveries.removeAll { row in
            !mentions(names, unseal(row.content, .delivery, for: row.id))
        }
        rows.pushed.removeAll { row in
            !mentions(names, unseal(row.parameters, .pushedRequest, for: row.digest.bytes))
        }
        return rows
    }

    /// Whether one of these names is a text in here, or the subject of an ID token in here.
    private func mentions(_ names: Set<String>, _ json: JSONValue?) -> Bool {
        switch json {
        case .string(let text): names.contains(text) || mentions(names, inToken: text)
        case .array(let values): values.contains { mentions(names, $0) }
        case .object(let object): object.members.contains { mentions(names, $0.value) }
        case nil, .null, .bool, .integer, .double: false
        }
    }

    private func mentions(_ names: Set<String>, inToken text: String) -> Bool {
        guard let token = try? CompactJWS(parsing: text),
            let subject = token.unverifiedPayload["sub"]?.string
        else { return false }
        return names.contains(subject)
    }
}
