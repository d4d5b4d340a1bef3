import Logging
import NIOCore

extension LocalFaceProvider {
    /// Keeps the workers alive until it is cancelled; they end with it.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for number in 0..<settings.workers {
                group.addTask { await self.keepWorker(number) }
            }
        }
    }

    private func keepWorker(_ number: Int) async {
        var pause = RestartPause()
        var failedStarts = 0
        while !Task.isCancelled {
            let life = await live(number)
            if Task.isCancelled {
                if let job = life.unanswered { giveBack(job, wasAtFault: false) }
                return
            }
            failedStarts = life.wasReady ? 0 : failedStarts + 1
            if let job = life.unanswered { giveBack(job, wasAtFault: true) }
            report(worker: number, isFailing: failedStarts > 1)
            let seconds = pause.next(after: life)
            tell(life, pause: seconds)
            // Cancelled: the loop ends.
            try? await clock.sleep(for: .seconds(seconds))
        }
    }

    func greet(worker number: Int, engine: String, version: String) {
        report(worker: number, isFailing: false)
        note(.workerReady)
        logger.info(
            "face worker ready", metadata: ["engine": "\(engine)", "version": "\(version)"])
    }

    private func tell(_ life: WorkerLife, pause: Int) {
        note(.workerEnded)
        logger.warning(
            "face worker ended",
            metadata: [
                "reason": "\(life.end.rawValue)", "last_words": "\(life.lastWords)",
                "restart_in_seconds": "\(pause)",
            ])
    }

    /// One worker from start to end.
    private func live(_ number: Int) async -> WorkerLife {
        let process: WorkerProcess
        do throws(WorkerProcess.Failure) {
            process = try WorkerProcess(settings.command)
        } catch {
            return WorkerLife(end: .notStarted, lastWords: error.reason)
        }
        guard let line = try? await WorkerLine(process) else {
            process.end()
            await process.reap()
            return WorkerLife(end: .notStarted, lastWords: "no pipes")
        }
        let conversation = WorkerConversation(provider: self, number: number)
        var life = await conversation.hold(by: line.talk) { process.end() }
        await process.reap()
        life.lastWords = await line.lastWords()
        return life
    }
}
