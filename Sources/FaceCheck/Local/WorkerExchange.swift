import NIOConcurrencyHelpers

/// What the broker waits for from one worker: one answer at a time.
final class WorkerExchange: Sendable {
    private struct Waiting {
        let expected: WorkerAnswer.Expected
        let answer: OneShot<WorkerAnswer>
    }

    private let waiting = NIOLockedValueBox<Waiting?>(nil)

    /// - Returns: where the answer will arrive.
    func expect(_ expected: WorkerAnswer.Expected) -> OneShot<WorkerAnswer> {
        let answer = OneShot<WorkerAnswer>()
        waiting.withLockedValue { $0 = Waiting(expected: expected, answer: answer) }
        return answer
    }

    /// - Throws: when it is not the answer that is waited for, or none is.
    func take(_ header: [UInt8]) throws(WorkerAnswer.Nonsense) {
        let waiting = self.waiting.withLockedValue { waiting -> Waiting? in
            defer { waiting = nil }
            return waiting
        }
        guard let waiting else { throw WorkerAnswer.Nonsense() }
        waiting.answer.fulfil(try WorkerAnswer(header, to: waiting.expected))
    }
}
