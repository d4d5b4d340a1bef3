import LoginFlow
import NIOConcurrencyHelpers

extension LocalFaceProvider {
    /// The next job; waits for one.
    ///
    /// - Returns: `nil` when the task was cancelled.
    func nextJob() async -> FaceJob? {
        while !Task.isCancelled {
            let bell = OneShot<Void>()
            // Announced and looked at in one: what arrives from now on rings.
            let job = table.withLockedValue { table -> FaceJob? in
                if let job = table.checks.take() { return job }
                table.idle.append(bell)
                return nil
            }
            if let job { return job }
            _ = await bell.value()
            table.withLockedValue { table in table.idle.removeAll { $0 === bell } }
        }
        return nil
    }

    /// All of them: one may be about to end, and there are few.
    func wakeWorkers() {
        let idle = table.withLockedValue { table in
            defer { table.idle = [] }
            return table.idle
        }
        for bell in idle { bell.fulfil(()) }
    }

    /// Takes what a worker has found.
    func finish(_ job: FaceJob, _ answer: WorkerAnswer) {
        switch (job.purpose, answer) {
        case (.check(let order), .checked(let progress)): decide(order, progress)
        case (.portrait(let asker), .judged(let verdict)): asker.fulfil(verdict)
        case (.check, .ready), (.check, .judged), (.portrait, .ready), (.portrait, .checked):
            preconditionFailure("an answer is read as what was asked")
        }
    }

    /// Nobody can judge it.
    func fail(_ job: FaceJob) {
        switch job.purpose {
        case .check(let order): decide(order, .verdict(.error))
        case .portrait(let asker): asker.fulfil(.unavailable)
        }
    }

    private func decide(_ order: FaceOrder, _ progress: FaceProgress) {
        let bell = table.withLockedValue { $0.checks.decide(order, progress) }
        guard let bell else { return }
        if let event = FaceEvent(progress) { note(event) }
        bell.fulfil(())
    }

    /// A worker has ended over a job, or was ended.
    func giveBack(_ job: FaceJob, wasAtFault: Bool) {
        let waitsAgain = table.withLockedValue {
            $0.checks.giveBack(job, wasAtFault: wasAtFault)
        }
        if waitsAgain { wakeWorkers() } else { fail(job) }
    }

    /// While no worker can start, checks are turned away at once instead of waiting in vain.
    ///
    /// - Parameter isFailing: whether it has failed to start more than once in a row.
    func report(worker number: Int, isFailing: Bool) {
        let stranded = table.withLockedValue { table -> [FaceJob] in
            if isFailing { table.failing.insert(number) } else { table.failing.remove(number) }
            table.checks.isBroken = table.failing.count == settings.workers
            return table.checks.isBroken ? table.checks.withdrawAll() : []
        }
        for job in stranded { fail(job) }
    }
}
