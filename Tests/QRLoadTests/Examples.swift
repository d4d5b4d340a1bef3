import NIOCore

@testable import qrload

/// A report of a short run, as `LoginsRun` would have made it.
enum Examples {
    static func latency(_ microseconds: [Int64]) -> Latency {
        var latency = Latency()
        for time in microseconds { latency.record(.microseconds(time)) }
        return latency
    }

    static func report(
        errors: [String: Int] = [:], limits: [String] = [], server: Bool = true
    ) -> LoginsReport {
        let answer = latency((1...1000).map { $0 * 10 })
        let redeem = latency([700, 800, 900])
        let latencies = [(step: Step.redeem, latency: redeem), (step: .answer, latency: answer)]
        var report = LoginsReport(
            settings: LoginsReport.Settings(
                url: "http://127.0.0.1:8080", client: "a<b>&\"c\"", arrivals: "200.0/s",
                rampSeconds: 1, durationSeconds: 5, mix: "approve=1", held: 7, thinkSeconds: 0.5),
            startedAt: "2026-01-02T03:04:05Z", startedAtSeconds: 1_767_323_045.25, seconds: 5,
            logins: LoginsReport.Logins(
                started: 1000, endedAsAsked: ["approve": 990], failed: 10, perSecond: 198),
            errors: errors, retried: [:],
            steps: Dictionary(
                uniqueKeysWithValues: latencies.map {
                    ($0.step.rawValue, LatencySummary($0.latency))
                }),
            signing: LoginsReport.Signing(count: 2000, cpuSeconds: 0.125),
            generator: LoginsReport.Generator(
                cpuSeconds: 1.5, requests: 9000, peakKB: 20_480,
                lateness: LatencySummary(latency([50]))),
            server: server
                ? LoginsReport.Server(
                    cpuSeconds: 2, userSeconds: 1.5, systemSeconds: 0.5, rssKB: 40_960,
                    peakKB: 51_200, cpuUsEach: 2000) : nil,
            timeline: (1...5).map(sample), latencies: latencies)
        report.limits = limits.compactMap { Limit(argument: $0)?.verdict(on: report) }
        return report
    }

    private static func sample(_ second: Int) -> Sample {
        Sample(
            second: Double(second), length: 1, started: 200, ended: 198,
            errors: second == 3 ? 10 : 0,
            requests: 1800, inFlight: 40, held: 7, answerP50Us: 900, answerP99Us: 4000,
            answerMaxUs: 9000, requestP50Us: 500, requestP99Us: 2000, serverCores: 0.4,
            serverRssKB: 40_000, generatorCores: 0.3)
    }
}
