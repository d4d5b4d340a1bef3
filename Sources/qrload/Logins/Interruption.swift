import UnixSignals

/// Ctrl-C as an early end: no more logins begin, those under way are waited for, and the report of
/// what was is written.
enum Interruption {
    /// - Parameters:
    ///   - work: what goes on until it is done, or asked to end.
    ///   - end: asks it to.
    static func during(
        _ work: @escaping @Sendable () async throws -> Void,
        end: @escaping @Sendable () async throws -> Void
    ) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return true
            }
            group.addTask {
                for await _ in signals {
                    try await end()
                    return false
                }
                return false
            }
            while let isDone = try await group.next(), !isDone {}
            group.cancelAll()
        }
    }
}
