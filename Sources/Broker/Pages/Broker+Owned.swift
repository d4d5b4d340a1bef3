package import LoginFlow
package import Secrets
import SessionStore

/// Reading a login session for whoever may.
extension Broker {
    /// The login session, if the caller holds its poll token; for others it does not exist.
    func owned(
        _ id: SessionID, _ poll: PollToken
    ) async throws(BrokerRefusal) -> SessionRecord {
        let record = try await stored { () async throws(StoreFailure) in try await store.read(id) }
        guard let record else { throw .notFound }
        guard record.digests.pollToken == Digest(of: poll) else {
            try await stored { () async throws(StoreFailure) in try await store.readInVain(id) }
            throw .notFound
        }
        return try await upToDate(record)
    }

    /// Whose origins may read this login session; `nil` for strangers.
    package func relyingParty(
        of id: SessionID, _ poll: PollToken
    ) async throws(BrokerRefusal) -> RelyingParty? {
        let record = try await owned(id, poll)
        return parties.known(record.session.request.clientID)
    }

    /// The portal of a login session in memory, for whoever holds its poll token. Strangers are
    /// refused elsewhere, where it takes as long as for one that never was.
    package func recalledParty(_ id: SessionID, _ poll: PollToken) -> RelyingParty? {
        // Digested in any case: an unknown login session must not be quicker than a foreign one.
        let digest = Digest(of: poll)
        guard let record = store.recall(id), record.digests.pollToken == digest
        else { return nil }
        return parties.known(record.session.request.clientID)
    }

    /// The login session as it stands.
    func current(_ id: SessionID) async throws(BrokerRefusal) -> SessionRecord {
        let record = try await stored { () async throws(StoreFailure) in try await store.read(id) }
        guard let record else { throw .notFound }
        return try await upToDate(record)
    }

    /// A passed deadline takes effect before anybody is told the old state.
    func upToDate(_ record: SessionRecord) async throws(BrokerRefusal) -> SessionRecord {
        guard let deadline = record.session.state.deadline, clock.now() >= deadline
        else { return record }
        let expired = try await stored { () async throws(StoreFailure) in
            try await store.change(.id(record.id)) { change in
                change.record?.session.expireIfDue(at: change.now)
                return change.record.map(\.settled)
            }
        }
        return expired ?? record
    }
}

extension SessionRecord {
    /// The record as it will be once written: without transitions to write.
    var settled: SessionRecord {
        var record = self
        _ = record.session.takeTransitions()
        return record
    }
}
