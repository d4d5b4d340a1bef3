extension HoldReport {
    /// The same for people.
    var text: String {
        var lines = ["held          \(held) of \(count)"]
        if let bytesEach, let establishCPUUsEach {
            lines.append("memory each   \(bytesEach) bytes")
            lines.append("CPU to hold   \(establishCPUUsEach) µs each")
        }
        if let wakeCPUUsEach { lines.append("CPU to wake   \(wakeCPUUsEach) µs each") }
        if let wake { lines += Self.lines("one by one", wake) }
        if let burst { lines += Self.lines("burst", burst) }
        lines.append("lost          \(lost)")
        for (kind, count) in losses.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(count) × \(kind)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ title: String, _ wake: WakeSummary) -> [String] {
        func row(_ name: String, _ latency: LatencySummary) -> String {
            "  \(name)  p50 \(latency.p50Us) µs, p99 \(latency.p99Us) µs, max \(latency.maxUs) µs"
        }
        return [
            "woken \(title): \(wake.woken), lost \(wake.lost), in \(wake.spanMs) ms",
            row("call sent → page    ", wake.latency),
            row("call answered → page", wake.afterAnswer),
            row("call sent → answered", wake.call),
        ]
            + wake.errors.sorted { $0.key < $1.key }.map { "  \($0.value) × \($0.key)" }
    }
}
