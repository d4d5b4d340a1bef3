import Dispatch
import NIOConcurrencyHelpers

/// Lets something happen in the middle of somebody else's call, on threads of its own: the call stands
/// still meanwhile.
final class Interruptions: Sendable {
    private let heard = NIOLockedValueBox<[Heard]>([])
    private let executor = OwnThread()

    /// Runs it to its end before returning.
    func run(_ body: @escaping @Sendable () async -> Heard) {
        let (heard, ended) = (heard, DispatchSemaphore(value: 0))
        Task(executorPreference: executor) {
            let one = await body()
            heard.withLockedValue { $0.append(one) }
            ended.signal()
        }
        ended.wait()
    }

    func take() -> [Heard] {
        heard.withLockedValue { heard in
            defer { heard = [] }
            return heard
        }
    }
}

/// Runs tasks on a thread that nobody else waits for.
private final class OwnThread: TaskExecutor {
    private let queue = DispatchQueue(label: "interruption")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
