import Dispatch

/// Runs tasks one at a time in the order they came: when a later one runs, every earlier one has
/// got as far as its first wait. So a test knows who stands in a queue without asking it.
final class InOrder: TaskExecutor {
    private let queue = DispatchQueue(label: "in order")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
