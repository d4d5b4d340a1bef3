import Foundation
import NIOCore
import Terminal

/// What came of a run of logins: all that the table, the JSON file and the page say.
struct LoginsReport: Encodable {
    struct Settings: Encodable, Equatable {
        var url: String
        var client: String
        var arrivals: String
        var rampSeconds: Double
        var durationSeconds: Double
        var mix: String
        var held: Int
        var thinkSeconds: Double
    }

    struct Logins: Encodable, Equatable {
        var started: Int
        var endedAsAsked: [String: Int]
        var failed: Int
        /// Ended as asked, over the whole run.
        var perSecond: Double
    }

    struct Signing: Encodable, Equatable {
        var count: Int
        var cpuSeconds: Double
    }

    struct Generator: Encodable, Equatable {
        var cpuSeconds: Double
        var requests: Int
        var peakKB: Int
        /// How late arrivals were begun: beyond a few milliseconds the generator, not the server,
        /// is what was measured.
        var lateness: LatencySummary
    }

    struct Server: Encodable, Equatable {
        var cpuSeconds: Double
        var userSeconds: Double
        var systemSeconds: Double
        var rssKB: Int
        var peakKB: Int
        /// CPU for each login begun, the share of all else included.
        var cpuUsEach: Double
    }

    var settings: Settings
    var startedAt: String
    /// The same in seconds since 1970.
    var startedAtSeconds: Double
    var seconds: Double
    var logins: Logins
    var errors: [String: Int]
    var retried: [String: Int]
    var steps: [String: LatencySummary]
    var signing: Signing
    var generator: Generator
    var server: Server?
    var limits: [LimitVerdict] = []
    var timeline: [Sample]
    /// The same latencies whole, for curves and for the HdrHistogram file.
    var latencies: [(step: Step, latency: Latency)]

    enum CodingKeys: String, CodingKey {
        case settings, seconds, logins, errors, retried, steps, signing, generator, server, limits
        case startedAt, timeline
    }

    /// Whether every login ended as it was asked to, and every held page was held.
    var isAsAsked: Bool { errors.isEmpty }

    /// The generator began so late that the figures may be its own: more than 10 ms in one of a
    /// hundred, and more than a tenth of what it measured.
    var isDoubtful: Bool {
        let answer = steps[Step.answer.rawValue]?.p99Us ?? 0
        return generator.lateness.p99Us > 10_000 && generator.lateness.p99Us * 10 > answer
    }

    var exitStatus: ProgramExit {
        if limits.contains(where: \.isMet) { return .limitMet }
        // Whoever says how many errors are too many has said that fewer are not.
        let judgesErrors = limits.contains { $0.limit.hasPrefix("errors") }
        return isAsAsked || judgesErrors ? .asAsked : .endedOtherwise
    }
}

extension LoginsReport {
    init(of run: LoginsRun, settings: Settings, startedAt: Date, limits: [Limit]) {
        let recorder = run.stage.recorder
        self.settings = settings
        self.startedAt = startedAt.ISO8601Format()
        startedAtSeconds = startedAt.timeIntervalSince1970
        seconds = ((run.end - run.start).seconds * 1000).rounded() / 1000
        let asAsked = recorder.asAsked.map { ($0.key.rawValue, $0.value) }
        logins = Logins(
            started: recorder.started,
            endedAsAsked: Dictionary(uniqueKeysWithValues: asAsked), failed: recorder.failed,
            perSecond: (Double(recorder.ended) / max(0.001, seconds) * 10).rounded() / 10)
        errors = recorder.errors
        retried = recorder.retried
        latencies = Step.allCases.map { ($0, recorder[$0]) }.filter { $0.latency.count > 0 }
        steps = Dictionary(
            uniqueKeysWithValues: latencies.map { ($0.step.rawValue, LatencySummary($0.latency)) })
        let signer = run.stage.signer
        signing = Signing(count: signer.signatures, cpuSeconds: signer.cpuSeconds)
        let generated = run.generatorUse
        generator = Generator(
            cpuSeconds: generated.cpuSeconds, requests: recorder.requests,
            peakKB: generated.peakKB, lateness: LatencySummary(recorder.lateness))
        server = run.usage.map { Server($0, logins: recorder.started) }
        timeline = run.samples
        self.limits = limits.map { $0.verdict(on: self) }
    }
}

extension LoginsReport.Server {
    init(_ use: ProcessUsage, logins: Int) {
        cpuSeconds = use.cpuSeconds
        userSeconds = use.userSeconds
        systemSeconds = use.systemSeconds
        rssKB = use.rssKB
        peakKB = use.peakKB
        cpuUsEach = (use.cpuSeconds * 1e7 / Double(max(1, logins))).rounded() / 10
    }
}

extension Limit {
    func verdict(on report: LoginsReport) -> LimitVerdict {
        let value = value(in: report)
        let isMet = value.map { isUpper ? $0 > bound : $0 < bound } ?? true
        return LimitVerdict(limit: text, value: value, isMet: isMet)
    }

    private func value(in report: LoginsReport) -> Double? {
        let errors = Double(report.errors.values.reduce(0, +))
        switch measure {
        case .errors: return errors
        case .errorPercent: return 100 * errors / Double(max(1, report.logins.started))
        case .rate: return report.logins.perSecond
        case .cpu: return report.server?.cpuUsEach
        case .latency(let step, let statistic):
            return report.steps[step.rawValue].map { $0[statistic] }
        }
    }
}

extension LatencySummary {
    subscript(statistic: Limit.Statistic) -> Double {
        switch statistic {
        case .p50: Double(p50Us)
        case .p90: Double(p90Us)
        case .p99: Double(p99Us)
        case .p999: Double(p999Us)
        case .max: Double(maxUs)
        case .mean: meanUs
        }
    }
}
