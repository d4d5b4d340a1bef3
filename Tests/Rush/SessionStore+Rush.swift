import Dispatch
import LoginFlow
import NIOConcurrencyHelpers
package import SessionStore

extension SessionStore {
    /// Runs operations that have all come as far as their first write before any of them is written.
    ///
    /// Tasks that are merely started together come one after the other often enough: a check outside
    /// of the write that it is for goes unnoticed then. Here it finds what all the others find.
    package func rush<Outcome: Sendable>(
        _ count: Int, _ operation: @escaping @Sendable (Int) async throws -> Outcome
    ) async throws -> [Outcome] {
        let (gate, isHeld) = (DispatchSemaphore(value: 0), NIOLockedValueBox(false))
        let overCount = NIOLockedValueBox(0)
        async let holder: Void = change(.id(Self.nobody)) { _ in
            isHeld.withLockedValue { $0 = true }
            gate.wait()
        }
        while !isHeld.withLockedValue({ $0 }) && !Task.isCancelled { await Task.yield() }
        let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
            for number in 0..<count {
                group.addTask {
                    // One that ends without a write is not waited for.
                    defer { overCount.withLockedValue { $0 += 1 } }
                    return try await operation(number)
                }
            }
            while queuedWrites + overCount.withLockedValue({ $0 }) < count && !Task.isCancelled {
                await Task.yield()
            }
            gate.signal()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        try await holder
        return outcomes
    }

    private static let nobody = SessionID(bytes: [UInt8](repeating: 0, count: 16))!
}
