package import LoginFlow
package import Secrets
package import SessionStore
package import WaitingRoom

/// What came of reading or waiting.
package enum WatchOutcome<View: Sendable>: Sendable {
    case view(View)
    /// Nothing new in all that time, or a newer wait took the place.
    case unchanged(version: Int64)
    /// The server is going down; ask again in a moment.
    case closing(version: Int64)
}

extension Broker {
    /// The longest a poll is held; more is asked than given. Proxies commonly cut at 60 s.
    package static let maximumWait: Seconds = 60

    /// The login session as its page sees it, at once or when it changes.
    package func watch(
        _ wait: PageWait
    ) async throws(BrokerRefusal) -> WatchOutcome<PageView> {
        _ = try await owned(wait.id, wait.poll)
        let outcome = try await watch(
            wait.id, group: .page, after: wait.version, until: wait.deadline)
        return switch outcome {
        case .view(let record): .view(view(of: record, wait.poll))
        case .unchanged(let version): .unchanged(version: version)
        case .closing(let version): .closing(version: version)
        }
    }

    /// When a wait of so many seconds is over.
    func deadline(after wait: Seconds) -> WaitingInstant {
        clock.waiting() + Int64(min(wait, Self.maximumWait).count) * 1000
    }

    /// Announces, looks, parks: in this order no change is lost (INV-7). A wake-up without a new
    /// version, as after a second scan, is not for this waiter, who then waits on.
    func watch(
        _ id: SessionID, group: WaitingRoom.Group, after version: Int64,
        until deadline: WaitingInstant
    ) async throws(BrokerRefusal) -> WatchOutcome<SessionRecord> {
        if deadline <= clock.waiting() {
            let record = try await current(id)
            return record.session.version == version
                ? .unchanged(version: version) : .view(record)
        }
        while true {
            let ticket = room.announce(id, group: group)
            let record = try await look(id, ticket)
            if record.session.version != version {
                room.withdraw(ticket)
                return .view(record)
            }
            switch await room.park(ticket, until: deadline) {
            case .changed: continue
            case .timedOut, .displaced: return .unchanged(version: version)
            case .closing: return .closing(version: version)
            case .overloaded: throw .overloaded
            }
        }
    }

    /// The truth, for someone who holds a ticket, which a failure must not leave behind.
    private func look(
        _ id: SessionID, _ ticket: WaitingRoom.Ticket
    ) async throws(BrokerRefusal) -> SessionRecord {
        do throws(BrokerRefusal) {
            return try await current(id)
        } catch {
            room.withdraw(ticket)
            throw error
        }
    }

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
        return parties[record.session.request.clientID]
    }

    private func current(_ id: SessionID) async throws(BrokerRefusal) -> SessionRecord {
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

    /// Wakes the pages and phones that wait for these login sessions.
    package static func wake(_ records: [SessionRecord], in room: WaitingRoom) {
        room.wake(records.map(\.id))
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
