import Foundation
import GRDB
import LoginFlow

/// Switching off and on, by an operator's command beside a running broker.
extension SessionStore {
    /// What is switched off, as this process knows it.
    package var switches: Switches { board.switches }

    /// - Returns: whether it was on before.
    package func switchOff(
        _ what: Switchable, reason: String?
    ) async throws(StoreFailure) -> Bool {
        try await writer.commit { database, context in
            let entry = SwitchedOff(what: what, since: context.now, reason: reason)
            let hasChanged = try SwitchRow.insert(entry, database)
            context.switches = try SwitchRow.all(database)
            return hasChanged
        }
    }

    /// - Returns: whether it was off before.
    package func switchOn(_ what: Switchable) async throws(StoreFailure) -> Bool {
        try await writer.commit { database, context in
            let hasChanged = try SwitchRow.delete(what, database)
            context.switches = try SwitchRow.all(database)
            return hasChanged
        }
    }

    /// Learns what another process has switched. Where nothing has, it costs one look.
    package func refreshSwitches() async throws(StoreFailure) -> Switches {
        let known = board.switches
        let read = try await reading { database in
            try SwitchRow.version(database) == known.version ? known : SwitchRow.all(database)
        }
        board.take(read)
        return read
    }

    /// Ends every login session that nothing may come of any more, so that whoever waits hears of it
    /// at once. What is opened or claimed meanwhile is refused where it is written.
    package func endSwitchedOff() async throws(StoreFailure) {
        let switches = board.switches
        guard switches.endsLogins else { return }
        var ids = try await reading { database in
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT \(SessionRow.selection) FROM login_sessions WHERE deadline IS NOT NULL
                    """)
            var ids: [SessionID] = []
            while let row = try rows.next() {
                // A row that somebody has spoilt can be used for nothing.
                guard let record = try? SessionRow.record(row) else { continue }
                if switches.stops(record.session) { ids.append(record.id) }
            }
            return ids
        }
        while !ids.isEmpty {
            let step = Array(ids.suffix(Self.upkeepStep))
            try await writer.commit { database, context in
                for id in step { _ = try Self.findOpen(.id(id), database, &context) }
            }
            ids.removeLast(step.count)
        }
    }

    /// Finds a login session to change it. One that something switched off stands behind ends by that.
    static func findOpen(
        _ key: SessionKey, _ database: Database, _ context: inout WriteContext
    ) throws -> SessionRecord? {
        guard let former = try find(key, database, context) else { return nil }
        guard context.switches.stops(former.session) else { return former }
        var record = former
        record.session.switchOff(at: context.now)
        try save(record, from: former, database, &context)
        _ = record.session.takeTransitions()
        return record
    }
}
