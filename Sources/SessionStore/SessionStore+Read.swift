import Foundation
import GRDB
package import LoginFlow
import NIOConcurrencyHelpers

extension SessionStore {
    /// A login session as it was last committed, from memory where it is there.
    package func read(_ id: SessionID) async throws(StoreFailure) -> SessionRecord? {
        if let record = memory.withLockedValue({ $0[id] }) { return record }
        let record = try await reading { try Self.find(.id(id), $0) }
        guard let record else { return nil }
        return memory.withLockedValue { recent in
            recent.remember(record)
            return recent[id] ?? record
        }
    }

    /// Whether this person has logged in from this browser before.
    package func isKnown(
        browser: Digest, of person: Digest
    ) async throws(StoreFailure) -> Bool {
        try await reading { database in
            let statement = try database.cachedStatement(
                sql: "SELECT 1 FROM known_browsers WHERE person = ? AND browser = ?")
            return try Row.fetchOne(
                statement, arguments: [Data(person.bytes), Data(browser.bytes)]) != nil
        }
    }

    package func grant(of session: SessionID) async throws(StoreFailure) -> Grant? {
        try await reading { try GrantRow.find(session, $0) }
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
