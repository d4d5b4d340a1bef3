import UnixSignals

/// Ctrl-C as an ordinary end: connections are closed and the shell gets a sentence.
enum Interruption {
    /// The result of some work, or `.interrupted` if Ctrl-C comes first.
    static func orResult<Value: Sendable>(
        _ work: @escaping @Sendable () async throws(LoginFailure) -> Value
    ) async -> Result<Value, LoginFailure> {
        let signals = await UnixSignalsSequence(trapping: .sigint)
        return await withTaskGroup(of: Result<Value, LoginFailure>?.self) { group in
            group.addTask {
                do throws(LoginFailure) {
                    return .success(try await work())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                for await _ in signals { return .failure(.interrupted) }
                return nil
            }
            var first: Result<Value, LoginFailure>?
            while first == nil, let next = await group.next() { first = next }
            group.cancelAll()
            return first ?? .failure(.interrupted)
        }
    }
}
