import NIOCore

/// Everything that is counted and timed in a run of logins.
final class Recorder {
    /// Latencies of what was due from then on are kept; before, the rate still grew.
    var countsFrom = NIODeadline.distantFuture
    private var latencies: [Latency] = Step.allCases.map { _ in Latency() }
    private(set) var started = 0
    private(set) var asAsked: [Course: Int] = [:]
    private(set) var failed = 0
    private(set) var errors: [String: Int] = [:]
    /// Refusals that were waited out, in a closed loop.
    private(set) var retried: [String: Int] = [:]
    /// How late the generator itself began what it should have.
    private(set) var lateness = Latency()
    private(set) var requests = 0
    /// Of the second that runs.
    var interval = Interval()

    struct Interval {
        var started = 0
        var ended = 0
        var errors = 0
        var requests = 0
        var answer = Latency()
        var all = Latency()

        mutating func reset() {
            (started, ended, errors, requests) = (0, 0, 0, 0)
            answer.reset()
            all.reset()
        }
    }

    var ended: Int { asAsked.values.reduce(0, +) }
    var inFlight: Int { started - ended - failed }

    subscript(step: Step) -> Latency { latencies[Self.index[step]!] }

    private static let index = Dictionary(
        uniqueKeysWithValues: Step.allCases.enumerated().map { ($1, $0) })

    func start(due: NIODeadline) {
        started += 1
        interval.started += 1
        if due >= countsFrom { lateness.record(.now() - due) }
    }

    func record(_ step: Step, due: NIODeadline, done: NIODeadline) {
        let time = done - due
        if step == .answer { interval.answer.record(time) }
        if step != .answer, step != .seen { interval.all.record(time) }
        if due >= countsFrom { latencies[Self.index[step]!].record(time) }
    }

    func countRequest() {
        requests += 1
        interval.requests += 1
    }

    func end(_ course: Course) {
        asAsked[course, default: 0] += 1
        interval.ended += 1
    }

    /// A login that did not end as it should have.
    func fail(_ kind: String) {
        failed += 1
        countError(kind)
    }

    func countError(_ kind: String) {
        interval.errors += 1
        errors[kind, default: 0] += 1
    }

    func countRetry(_ kind: String) { retried[kind, default: 0] += 1 }
}
