import Foundation
import NIOCore

/// Looks at the processes once a second.
struct LoginsMeter {
    private let pids: [Int32]
    private var first: (server: ProcessUsage?, generator: ProcessUsage?)
    private var last: (server: ProcessUsage?, generator: ProcessUsage?)
    private var start = NIODeadline.now()
    private var lastAt = NIODeadline.now()

    init(pids: [Int32]) {
        self.pids = pids
        first = (nil, nil)
        last = (nil, nil)
    }

    private func look() -> (server: ProcessUsage?, generator: ProcessUsage?) {
        (ProcessUsage.of(pids), ProcessUsage.of([getpid()]))
    }

    mutating func begin(at moment: NIODeadline) {
        first = look()
        last = first
        (start, lastAt) = (moment, moment)
    }

    mutating func sample(_ recorder: Recorder, at now: NIODeadline, held: Int) -> Sample {
        let seen = look()
        let span = max(0.001, (now - lastAt).seconds)
        func cores(_ new: ProcessUsage?, _ old: ProcessUsage?) -> Double? {
            guard let new, let old else { return nil }
            return ((new.cpuSeconds - old.cpuSeconds) / span * 1000).rounded() / 1000
        }
        let interval = recorder.interval
        let sample = Sample(
            second: ((now - start).seconds * 1000).rounded() / 1000,
            length: (span * 1000).rounded() / 1000, started: interval.started,
            ended: interval.ended, errors: interval.errors, requests: interval.requests,
            inFlight: recorder.inFlight, held: held,
            answerP50Us: interval.answer.microseconds(at: 50),
            answerP99Us: interval.answer.microseconds(at: 99),
            answerMaxUs: interval.answer.maximum,
            requestP50Us: interval.all.microseconds(at: 50),
            requestP99Us: interval.all.microseconds(at: 99),
            serverCores: cores(seen.server, last.server), serverRssKB: seen.server?.rssKB,
            generatorCores: cores(seen.generator, last.generator) ?? 0)
        // A server that has died keeps what it was last seen with.
        last = (seen.server ?? last.server, seen.generator)
        lastAt = now
        return sample
    }

    /// CPU since the start, and memory as it was last seen.
    var serverUse: ProcessUsage? { Self.use(from: first.server, to: last.server) }
    var generatorUse: ProcessUsage {
        Self.use(from: first.generator, to: last.generator) ?? ProcessUsage()
    }

    private static func use(from first: ProcessUsage?, to last: ProcessUsage?) -> ProcessUsage? {
        guard let first, var use = last else { return nil }
        use.cpuSeconds -= first.cpuSeconds
        use.userSeconds -= first.userSeconds
        use.systemSeconds -= first.systemSeconds
        return use
    }
}
