import Foundation

/// The diagrams of a report.
extension LoginsReport {
    var plots: [Plot] {
        var plots = [percentilePlot]
        if timeline.count > 1 {
            plots += [latencyPlot, throughputPlot, pagesPlot]
            if server != nil { plots += [processPlot, memoryPlot] }
        }
        return plots
    }

    // MARK: By percentile

    private static let colors: [Step: String] = [
        .answer: "c1", .create: "c2", .scan: "c3", .confirm: "c4", .face: "c5", .redeem: "c6",
    ]

    /// The whole distribution: along the axis each step is ten times rarer, so that the tail,
    /// which is what people remember, takes its place.
    private var percentilePlot: Plot {
        let known = latencies.filter { Self.colors[$0.step] != nil }
        let drawn = known.filter { $0.step == .answer } + known.filter { $0.step != .answer }
        let rarest = drawn.map { Double($0.latency.count) }.max() ?? 10
        let x = Scale(low: 0, high: max(1, log10(max(10, rarest))))
        let series = drawn.map { step, latency in
            Plot.Series(
                name: step.rawValue, color: Self.colors[step] ?? "c1",
                points: Self.curve(of: latency))
        }
        let ticks = [(0.0, "0"), (1, "90"), (2, "99"), (3, "99.9"), (4, "99.99"), (5, "99.999")]
        return Plot(
            title: "Latency by percentile", xLabel: "percentile", x: x,
            y: .logarithmic(series.flatMap { $0.points.map(\.y) }),
            xTicks: ticks.filter { $0.0 <= x.high }, yText: Self.time,
            series: series)
    }

    private static func curve(of latency: Latency) -> [(x: Double, y: Double)] {
        let end = log10(Double(max(2, latency.count)))
        return (0...80).map { step in
            let x = end * Double(step) / 80
            let percentile = 100 * (1 - pow(10, -x))
            return (x, max(1, Double(latency.microseconds(at: percentile))))
        }
    }

    private static func time(_ microseconds: Double) -> String {
        switch microseconds {
        case ..<1000: "\(Int(microseconds)) µs"
        case ..<1_000_000: "\(plain(microseconds / 1000)) ms"
        default: "\(plain(microseconds / 1_000_000)) s"
        }
    }

    private static func plain(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : Figure.decimal(value, digits: 1)
    }

    // MARK: Over time

    private func timePlot(
        _ title: String, y: Scale, yText: @escaping (Double) -> String, _ series: [Plot.Series]
    ) -> Plot {
        let x = Scale(low: 0, high: max(1, timeline.last?.second ?? 1))
        let step = Scale.even(upTo: x.high).ticks
        return Plot(
            title: title, xLabel: "seconds", x: x, y: y,
            xTicks: step.filter { $0 <= x.high }.map { ($0, Self.plain($0)) }, yText: yText,
            series: series)
    }

    private func line(
        _ name: String, _ color: String, shape: Plot.Series.Shape = .line,
        _ value: (Sample) -> Double?
    ) -> Plot.Series {
        let points = timeline.compactMap { sample in value(sample).map { (sample.second, $0) } }
        return Plot.Series(name: name, color: color, points: points, shape: shape)
    }

    private var latencyPlot: Plot {
        func positive(_ value: Int) -> Double? { value > 0 ? Double(value) : nil }
        let series = [
            line("p50", "c1") { positive($0.answerP50Us) },
            line("p99", "c2") { positive($0.answerP99Us) },
            line("max", "c6") { positive($0.answerMaxUs) },
        ]
        return timePlot(
            "Decision → answer, each second",
            y: .logarithmic(series.flatMap { $0.points.map(\.y) }), yText: Self.time, series)
    }

    private var throughputPlot: Plot {
        let series = [
            line("ended as asked", "c1", shape: .area) { Double($0.ended) / $0.length },
            line("begun", "c2") { Double($0.started) / $0.length },
            line("errors", "bad", shape: .bars) { Double($0.errors) / $0.length },
        ]
        let most = series.flatMap { $0.points.map(\.y) }.max() ?? 1
        return timePlot(
            "Logins and errors a second", y: .even(upTo: max(1, most)), yText: Self.plain, series)
    }

    private var pagesPlot: Plot {
        var series = [line("under way", "c3", shape: .area) { Double($0.inFlight) }]
        if settings.held > 0 { series.append(line("held besides", "c5") { Double($0.held) }) }
        return countPlot("Logins under way", series) { "\(Int($0))" }
    }

    private var processPlot: Plot {
        let series = [
            line("server", "c1", shape: .area) { $0.serverCores },
            line("load test", "c2") { $0.generatorCores },
        ].filter { !$0.points.isEmpty }
        let most = series.flatMap { $0.points.map(\.y) }.max() ?? 1
        return countPlot("Cores busy", series) { Figure.decimal($0, digits: most < 1 ? 2 : 1) }
    }

    private var memoryPlot: Plot {
        let memory = line("server", "c4", shape: .area) {
            $0.serverRssKB.map { Double($0) / 1024 }
        }
        return countPlot("Server memory, resident", [memory]) { "\(Int($0)) MiB" }
    }

    private func countPlot(
        _ title: String, _ series: [Plot.Series], yText: @escaping (Double) -> String
    ) -> Plot {
        let most = series.flatMap { $0.points.map(\.y) }.max() ?? 1
        return timePlot(title, y: .even(upTo: max(0.1, most)), yText: yText, series)
    }
}
