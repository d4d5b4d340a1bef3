import NIOCore

/// Runs tasks on an event loop: what a request needs is done by the thread that read it. Handing it to
/// another thread and back costs two wake-ups, a tenth of a whole login (`scripts/bench logins`).
///
/// DON'T run on it what takes longer than a few milliseconds: all connections of the loop wait.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
