import LoginFlow

/// Who waits for a worker, and what has been decided. A pure table; the lock is around it.
///
/// ```
///  (order) ─┬─► turned away: full, or no worker manages to start
///           └─► queued ──► with a worker ──► decided ──► (settled)
///                 ▲  │          │               ▲
///                 │  └──────────┼── 60 s ───────┤ error
///                 └── 1st death ┴── 2nd death ──┘ error
/// ```
struct LocalChecks {
    enum Entry {
        /// To be waited for; rings when there is a decision.
        case entered(OneShot<Void>)
        case known(FaceProgress)
        /// No room now; it may be brought again.
        case full
        /// No worker manages to start, so nobody could judge it soon.
        case broken
    }

    private struct Check {
        var decision: (progress: FaceProgress, at: Moment?)?
        let bell: OneShot<Void>
    }

    /// Seconds a check may wait in the queue: the person has stopped looking by then.
    static let maximumWait: Seconds = 60
    /// Seconds a decision is kept for a broker that does not come for it.
    static let decisionLifetime: Seconds = 600
    /// How many workers a check may meet: one that ends two of them shall not end all.
    static let maximumAttempts = 2

    let capacity: Int
    private(set) var queue: [FaceJob] = []
    private var checks: [FaceOrder: Check] = [:]
    /// Set while no worker manages to start.
    var isBroken = false

    init(capacity: Int) { self.capacity = capacity }

    // MARK: Entering

    mutating func enter(_ job: FaceJob, for order: FaceOrder) -> Entry {
        if let check = checks[order] { return .known(check.decision?.progress ?? .notYet) }
        if isBroken { return .broken }
        guard enter(job, room: capacity) else { return .full }
        let bell = OneShot<Void>()
        checks[order] = Check(bell: bell)
        return .entered(bell)
    }

    /// Enters a portrait, which may take half of the queue only: somebody waits to log in.
    ///
    /// - Returns: whether there was room.
    mutating func enter(portrait job: FaceJob) -> Bool { enter(job, room: max(1, capacity / 2)) }

    private mutating func enter(_ job: FaceJob, room: Int) -> Bool {
        guard queue.count < room, !isBroken else { return false }
        queue.append(job)
        return true
    }

    // MARK: Working

    mutating func take() -> FaceJob? {
        guard !queue.isEmpty else { return nil }
        var job = queue.removeFirst()
        job.attempts += 1
        return job
    }

    /// Back to the head of the queue, unless too many workers have ended over it.
    ///
    /// - Parameter wasAtFault: whether the worker ended, instead of being ended.
    /// - Returns: whether it waits again.
    mutating func giveBack(_ job: FaceJob, wasAtFault: Bool) -> Bool {
        var job = job
        if !wasAtFault { job.attempts -= 1 }
        guard job.attempts < Self.maximumAttempts else { return false }
        queue.insert(job, at: 0)
        return true
    }

    /// Takes a job out that nobody waits for any more.
    mutating func withdraw(_ id: Int64) { queue.removeAll { $0.id == id } }

    mutating func withdrawAll() -> [FaceJob] {
        defer { queue = [] }
        return queue
    }

    mutating func overdue(at now: Moment) -> [FaceJob] {
        let isOverdue = { (job: FaceJob) in job.enteredAt.map { $0 + Self.maximumWait <= now } }
        let overdue = queue.filter { isOverdue($0) ?? false }
        queue.removeAll { isOverdue($0) ?? false }
        return overdue
    }

    // MARK: Decisions

    /// - Returns: who is to be told.
    mutating func decide(_ order: FaceOrder, _ progress: FaceProgress) -> OneShot<Void>? {
        guard let check = checks[order], check.decision == nil else { return nil }
        checks[order]?.decision = (progress, nil)
        return check.bell
    }

    func progress(of order: FaceOrder) -> FaceProgress? { checks[order]?.decision?.progress }

    /// Names every decision until it is settled or too old.
    mutating func decisions(at now: Moment) -> [(order: FaceOrder, progress: FaceProgress)] {
        for (order, check) in checks {
            guard let decision = check.decision else { continue }
            let since = decision.at ?? now
            checks[order]?.decision?.at = since
            if since + Self.decisionLifetime <= now { checks[order] = nil }
        }
        return checks.compactMap { order, check in
            check.decision.map { (order, $0.progress) }
        }
    }

    mutating func settle(_ order: FaceOrder) { checks[order] = nil }
}
