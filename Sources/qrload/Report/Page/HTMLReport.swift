/// The report as one page that needs nothing else: no network, no script, nobody's code.
struct HTMLReport {
    let report: LoginsReport

    var text: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Load test: \(HTMLText.escaped(headline))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <header>
        <p class="kind">qrload · \(HTMLText.escaped(report.startedAt))</p>
        <h1>\(HTMLText.escaped(headline))</h1>
        \(verdict)\(doubt)
        </header>
        <main>
        <section class="tiles">\(tiles.map(\.html).joined(separator: "\n"))</section>
        <section class="plots">\(report.plots.map(\.html).joined(separator: "\n"))</section>
        \(stepTable)
        \(errorTable)
        \(limitTable)
        \(details)
        </main>
        </body>
        </html>

        """
    }

    private var headline: String {
        "\(Figure.count(report.logins.started)) logins, \(report.settings.arrivals)"
    }

    /// What a reader wants to know first, in a sentence.
    private var verdict: String {
        let met = report.limits.filter(\.isMet)
        if !met.isEmpty {
            let names = met.map { "<code>\(HTMLText.escaped($0.limit))</code>" }
            return "<p class=\"verdict fail\">Failed: \(names.joined(separator: ", "))</p>"
        }
        let errors = report.errors.values.reduce(0, +)
        if errors > 0 {
            return "<p class=\"verdict fail\">\(Figure.count(errors)) errors</p>"
        }
        let limits = report.limits.isEmpty ? "" : ", every limit kept"
        return "<p class=\"verdict good\">Every login ended as it was asked to\(limits)</p>"
    }

    private var doubt: String {
        guard report.isDoubtful else { return "" }
        let late = Figure.time(report.generator.lateness.p99Us)
        return "<p class=\"doubt\">The load test itself began late (p99 \(late)): it had too "
            + "little of the machine, and part of these latencies is its own.</p>"
    }

    // MARK: Tiles

    private struct Tile {
        var value: String
        var name: String

        var html: String {
            "<div><b>\(HTMLText.escaped(value))</b><span>\(HTMLText.escaped(name))</span></div>"
        }
    }

    private var tiles: [Tile] {
        var tiles = [
            Tile(
                value: Figure.decimal(report.logins.perSecond, digits: 1) + "/s",
                name: "logins ended as asked")
        ]
        if let answer = report.steps[Step.answer.rawValue] {
            tiles.append(Tile(value: Figure.time(answer.p50Us), name: "decision → answer, p50"))
            tiles.append(Tile(value: Figure.time(answer.p99Us), name: "decision → answer, p99"))
        }
        if let server = report.server {
            tiles.append(
                Tile(
                    value: Figure.decimal(server.cpuUsEach / 1000, digits: 2) + " ms",
                    name: "server CPU a login"))
            tiles.append(Tile(value: Figure.memory(server.peakKB), name: "server memory at most"))
        }
        tiles.append(
            Tile(value: Figure.count(report.errors.values.reduce(0, +)), name: "errors"))
        return tiles
    }

    // MARK: Tables

    private var stepTable: String {
        let rows = report.latencies.map { step, latency -> [String] in
            let summary = LatencySummary(latency)
            let times = [
                summary.p50Us, summary.p90Us, summary.p99Us, summary.p999Us, summary.maxUs,
            ]
            return [step.rawValue + "|" + step.explanation, Figure.count(summary.count)]
                + times.map(Figure.time)
        }
        return HTMLTable(
            title: "Latency by step",
            head: ["step", "count", "p50", "p90", "p99", "p99.9", "max"], rows: rows
        ).html
    }

    private var errorTable: String {
        let kinds = report.errors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let retried = report.retried.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let rows =
            kinds.map { [$0.key, Figure.count($0.value)] }
            + retried.map { ["\($0.key) (waited out)", Figure.count($0.value)] }
        return rows.isEmpty
            ? "" : HTMLTable(title: "Errors", head: ["kind", "count"], rows: rows).html
    }

    private var limitTable: String {
        let rows = report.limits.map { [$0.limit, $0.isMet ? "met: failed" : "kept"] }
        return rows.isEmpty
            ? "" : HTMLTable(title: "Limits", head: ["limit", "verdict"], rows: rows).html
    }

    private var details: String {
        let settings = report.settings
        let ended = report.logins.endedAsAsked.sorted { $0.key < $1.key }
            .map { "\($0.key) \(Figure.count($0.value))" }.joined(separator: ", ")
        var rows = [
            ["broker", settings.url], ["portal", settings.client],
            ["arrivals", settings.arrivals], ["mix", settings.mix],
            ["ended as asked", ended], ["failed", Figure.count(report.logins.failed)],
            ["ramp, not counted", Figure.decimal(settings.rampSeconds, digits: 1) + " s"],
            ["duration", Figure.decimal(report.seconds, digits: 1) + " s"],
            ["pages that only wait", Figure.count(settings.held)],
            ["a person thinks for", Figure.decimal(settings.thinkSeconds, digits: 2) + " s"],
            [
                "signing, in no latency",
                "\(Figure.count(report.signing.count)) statements, "
                    + "\(Figure.decimal(report.signing.cpuSeconds, digits: 2)) s of CPU",
            ],
            [
                "load test",
                "\(Figure.decimal(report.generator.cpuSeconds, digits: 2)) s of CPU, "
                    + "late by p99 \(Figure.time(report.generator.lateness.p99Us))",
            ],
        ]
        if let server = report.server {
            rows.append([
                "server",
                "\(Figure.decimal(server.cpuSeconds, digits: 2)) s of CPU "
                    + "(\(Figure.decimal(server.systemSeconds, digits: 2)) s in the system), "
                    + "\(Figure.memory(server.rssKB)) at the end",
            ])
        }
        return HTMLTable(title: "The run", head: [], rows: rows).html
    }
}
