import Foundation
import GRDB
package import LoginFlow

extension SessionStore {
    /// A login session as it was last committed, if it is in memory.
    package func recall(_ id: SessionID) -> SessionRecord? { memory[id] }

    /// A login session as it was last committed, from memory where it is there.
    package func read(_ id: SessionID) async throws(StoreFailure) -> SessionRecord? {
        if let record = recall(id) { return record }
        let forgettings = memory.forgettings
        let record = try await reading { try Self.find(.id(id), $0) }
        return record.map { memory.remember(read: $0, since: forgettings) }
    }

    /// The login session of an authorization code.
    package func read(code: Digest) async throws(StoreFailure) -> SessionRecord? {
        try await reading { try Self.find(.authorizationCode(code), $0) }
    }

    /// Does the work of a read without its result, so that an answer about a stranger's login session
    /// takes as long as one about none.
    package func readInVain(_ id: SessionID) async throws(StoreFailure) {
        _ = try await reading { try Self.find(.id(id), $0) }
    }

    package func device(_ key: UsedStatement.DeviceKey) async throws(StoreFailure) -> Device? {
        try await reading { try DeviceRow.find(key, $0) }
    }

    func reading<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreFailure) -> Value {
        do {
            return try await pool.read(body)
        } catch {
            throw StoreFailure(error)
        }
    }
}

extension SessionStore {
    /// Login sessions that a restart takes up at once.
    private static let resumeLimit = 10_000

    /// The login sessions in one state, the youngest first.
    package func sessions(in status: Status) async throws(StoreFailure) -> [SessionRecord] {
        try await reading { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(SessionRow.selection) FROM login_sessions WHERE deadline IS NOT NULL AND status = ?
                    ORDER BY deadline DESC LIMIT ?
                    """, arguments: [status.rawValue, Self.resumeLimit]
            ).compactMap { try? SessionRow.record($0) }
        }
    }
}
