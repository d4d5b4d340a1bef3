extension LoginsReport {
    /// The table at the end of a run.
    var text: String {
        var lines = [overview, ""] + stepLines + [""]
        lines.append(
            "signing    \(Figure.count(signing.count)) statements, "
                + "\(Figure.decimal(signing.cpuSeconds, digits: 2)) s of CPU, in no latency")
        lines.append(
            "generator  \(Figure.decimal(generator.cpuSeconds, digits: 2)) s of CPU, "
                + "\(Figure.count(generator.requests)) requests, late by p99 "
                + Figure.time(generator.lateness.p99Us))
        if isDoubtful { lines.append("           too late: part of these latencies is its own") }
        if let server {
            lines.append(
                "server     \(Figure.decimal(server.cpuSeconds, digits: 2)) s of CPU, "
                    + "\(Figure.decimal(server.cpuUsEach / 1000, digits: 2)) ms a login; "
                    + "\(Figure.memory(server.rssKB)), at most \(Figure.memory(server.peakKB))")
        }
        lines += Self.list("waited out", retried) + Self.list("errors", errors)
        for limit in limits {
            lines.append("limit      \(limit.limit): \(limit.isMet ? "MET" : "kept")")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var overview: String {
        let courses = logins.endedAsAsked.sorted { $0.key < $1.key }
            .map { "\($0.key) \(Figure.count($0.value))" }
        return """
            \(settings.arrivals), \(settings.mix), \(Figure.decimal(seconds, digits: 1)) s
            logins     \(Figure.count(logins.started)) begun; as asked: \
            \(courses.joined(separator: ", ")); failed: \(Figure.count(logins.failed)); \
            \(Figure.decimal(logins.perSecond, digits: 1))/s
            """
    }

    private var stepLines: [String] {
        let head = ["step", "count", "mean", "p50", "p90", "p99", "p99.9", "max"]
        let rows = latencies.map { step, latency -> [String] in
            let summary = LatencySummary(latency)
            let times = [
                Int(summary.meanUs.rounded()), summary.p50Us, summary.p90Us, summary.p99Us,
                summary.p999Us, summary.maxUs,
            ]
            return [step.rawValue, Figure.count(summary.count)] + times.map(Figure.time)
        }
        return Self.table([head] + rows)
    }

    /// Columns of even width, the first to the left and the others to the right.
    private static func table(_ rows: [[String]]) -> [String] {
        let columns = rows.first?.indices ?? 0..<0
        let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + padding : padding + text
            }.joined(separator: "  ")
        }
    }

    private static func list(_ title: String, _ counts: [String: Int]) -> [String] {
        guard !counts.isEmpty else { return [] }
        let rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return ["\(title)"] + rows.map { "  \(Figure.count($0.value)) × \($0.key)" }
    }
}
