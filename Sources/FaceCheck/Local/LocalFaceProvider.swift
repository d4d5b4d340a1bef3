package import Logging
package import LoginFlow
import NIOConcurrencyHelpers

/// Judges pictures on this machine, in processes of its own that load the models once.
///
/// Pictures stand in memory only: in the queue, in a pipe, in a worker. A restart forgets them; the
/// check is still open then, and the phone may bring it again. The table of states is
/// ``LocalChecks``.
package final class LocalFaceProvider: FaceProvider {
    /// Pictures one check may have beside the portrait.
    package static let maximumPictures = 16
    /// Seconds a phone is kept waiting for an answer; after that it asks how the login stands.
    static let patience = 8
    /// Seconds for loading the models.
    static let startLimit = 60

    struct Table: Sendable {
        var checks: LocalChecks
        /// Workers with nothing to do.
        var idle: [OneShot<Void>] = []
        var lastID: Int64 = 0
        /// Workers, by number, that failed to start twice or more.
        var failing: Set<Int> = []
    }

    let settings: LocalFaceSettings
    let clock: any Clock<Duration>
    let logger: Logger
    let note: @Sendable (FaceEvent) -> Void
    let table: NIOLockedValueBox<Table>

    /// - Parameters:
    ///   - clock: measures timeouts and pauses.
    ///   - note: told what happened, for the metrics.
    package init(
        _ settings: LocalFaceSettings, clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger, note: @escaping @Sendable (FaceEvent) -> Void = { _ in }
    ) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        self.note = note
        table = NIOLockedValueBox(Table(checks: LocalChecks(capacity: settings.queue)))
    }

    package var methods: [String] { ["capture"] }

    package var needsPortrait: Bool { true }

    /// Checks and portraits that wait for a worker.
    package var queueLength: Int { table.withLockedValue { $0.checks.queue.count } }

    package func judgeAtOnce(_ evidence: FaceEvidence) -> FaceProgress? {
        let isCapture = evidence.report == nil && !evidence.begins && evidence.portrait != nil
        let isMeasured = (1...Self.maximumPictures).contains(evidence.pictures.count)
        return isCapture && isMeasured ? nil : .wrongEvidence
    }

    package func submit(
        _ evidence: FaceEvidence, for order: FaceOrder, at now: Moment
    ) async -> FaceProgress {
        if let progress = judgeAtOnce(evidence) { return progress }
        let question = WorkerQuestion(
            kind: .check(evidence.actions),
            pictures: (evidence.portrait.map { [$0] } ?? []) + evidence.pictures)
        switch enter(question, for: order, at: now) {
        case .full:
            note(.overloaded)
            return .overloaded
        case .broken:
            note(.error)
            return .verdict(.error)
        case .known(let progress): return progress
        case .entered(let bell):
            wakeWorkers()
            _ = await within(.seconds(Self.patience), by: clock) { await bell.value() }
            return table.withLockedValue { $0.checks.progress(of: order) } ?? .notYet
        }
    }

    private func enter(
        _ question: WorkerQuestion, for order: FaceOrder, at now: Moment
    ) -> LocalChecks.Entry {
        table.withLockedValue { table in
            table.lastID += 1
            let job = FaceJob(
                id: table.lastID, purpose: .check(order), question: question, enteredAt: now)
            return table.checks.enter(job, for: order)
        }
    }

    package func poll(at now: Moment) async -> [(order: FaceOrder, progress: FaceProgress)] {
        let overdue = table.withLockedValue { $0.checks.overdue(at: now) }
        for job in overdue { fail(job) }
        return table.withLockedValue { $0.checks.decisions(at: now) }
    }

    package func settle(_ order: FaceOrder) async {
        table.withLockedValue { $0.checks.settle(order) }
    }
}
