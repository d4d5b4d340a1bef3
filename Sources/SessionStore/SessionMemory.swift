import LoginFlow
import NIOConcurrencyHelpers

/// The login sessions that changed last, in memory, so that neither a waiting page nor the next
/// change costs a database read.
final class SessionMemory: Sendable {
    private struct State {
        var recent = RecentSessions()
        var dataVersion: Int64?
        /// How often something was forgotten.
        var forgettings: UInt64 = 0

        mutating func forgetAll() {
            recent = RecentSessions()
            forgettings += 1
        }
    }

    private let state = NIOLockedValueBox(State())

    /// As it was last committed or read.
    subscript(id: SessionID) -> SessionRecord? { state.withLockedValue { $0.recent[id]?.record } }

    /// As this process has committed it: good enough to be changed without being read again.
    func committed(_ id: SessionID) -> SessionRecord? {
        state.withLockedValue { state in
            state.recent[id].flatMap { $0.isCommitted ? $0.record : nil }
        }
    }

    /// To be asked before a row is read, for ``remember(read:since:)``.
    var forgettings: UInt64 { state.withLockedValue { $0.forgettings } }

    /// Takes a row that was read, and gives back what is known, which may be younger.
    ///
    /// - Parameter forgettings: as they were before. Where something was forgotten meanwhile, it may
    ///   have been this: a person who is erased must not come back by a read that was under way.
    func remember(read record: SessionRecord, since forgettings: UInt64) -> SessionRecord {
        state.withLockedValue { state in
            if state.forgettings == forgettings { state.recent.remember(read: record) }
            return state.recent[record.id]?.record ?? record
        }
    }

    /// Takes what was committed. For the writer only, whose commits come in order.
    func take(_ context: borrowing WriteContext) {
        state.withLockedValue { state in
            for record in context.published { state.recent.remember(committed: record) }
            for id in context.deleted { state.recent.forget(id) }
            if !context.deleted.isEmpty { state.forgettings += 1 }
        }
    }

    func forgetAll() { state.withLockedValue { $0.forgetAll() } }

    /// Whether nobody else has written to the database since the last commit.
    ///
    /// - Parameter dataVersion: of the connection that writes, read inside its transaction.
    func isNoted(dataVersion: Int64) -> Bool {
        state.withLockedValue { $0.dataVersion == dataVersion }
    }

    /// Forgets everything when somebody else has.
    func note(dataVersion: Int64) {
        state.withLockedValue { state in
            if let known = state.dataVersion, known != dataVersion { state.forgetAll() }
            state.dataVersion = dataVersion
        }
    }
}
