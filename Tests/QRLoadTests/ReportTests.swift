import Foundation
import StrictJSON
import Testing

@testable import qrload

@Suite struct ReportTests {
    @Test("The table has a line for each step, and the figures that say what they are worth")
    func text() {
        let text = Examples.report(errors: ["scan: timeout": 4], limits: ["p99>1ms"]).text
        let words = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(words.contains { $0.first == "answer" && $0.contains("10.0") })
        #expect(
            words.contains { $0.first == "redeem" && $0[1] == "3" && $0[2...3] == ["800", "µs"] })
        for part in [
            "signing    2\u{202F}000 statements, 0.12 s", "late by p99 50 µs", "2.00 ms a login",
            "4 × scan: timeout", "p99>1ms: MET",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test("The JSON has the same figures, in microseconds")
    func json() throws {
        let bytes = Array(ReportJSON.bytes(of: Examples.report(errors: ["scan: timeout": 4])))
        let document = try JSONValue(parsing: bytes)
        #expect(document["logins"]?["started"]?.integer == 1000)
        #expect(document["logins"]?["ended_as_asked"]?["approve"]?.integer == 990)
        #expect(document["steps"]?["redeem"]?["max_us"]?.integer == 900)
        #expect(document["steps"]?["answer"]?["p99_9_us"]?.integer ?? 0 >= 9980)
        #expect(document["errors"]?["scan: timeout"]?.integer == 4)
        #expect(document["timeline"]?.array?.count == 5)
        #expect(document["signing"]?["count"]?.integer == 2000)
        #expect(document["server"]?["cpu_us_each"]?.number == 2000)
        #expect(document["server"]?["peak_kb"]?.integer == 51_200)
    }

    @Test("Every name in the JSON is spelled as the wire contract spells names")
    func names() throws {
        var hold = HoldReport(
            count: 3, established: 3, held: 3, before: ProcessUsage(), after: ProcessUsage())
        hold.setWake(WakeFigures().summary, before: ProcessUsage(), after: ProcessUsage())
        hold.burst = WakeFigures().summary
        let logins = Examples.report(limits: ["p99>1ms"])
        for bytes in [ReportJSON.bytes(of: hold), ReportJSON.bytes(of: logins)] {
            let names = Self.names(in: try JSONValue(parsing: Array(bytes)))
            #expect(names.count > 20)
            let odd = names.filter {
                $0.contains { !("a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "_") }
            }
            #expect(odd.isEmpty)
        }
        let known = Self.names(in: try JSONValue(parsing: Array(ReportJSON.bytes(of: hold))))
        #expect(
            known.isSuperset(of: [
                "establish_cpu_us_each", "rss_kb_before", "pss_kb_after", "generator_cpu_seconds",
                "held", "lost", "losses", "span_ms", "after_answer", "p99_9_us",
            ]))
        let sample = Self.names(in: try JSONValue(parsing: Array(ReportJSON.bytes(of: logins))))
        #expect(
            sample.isSuperset(of: [
                "in_flight", "answer_p50_us", "request_p99_us", "server_rss_kb",
                "generator_cores", "started_at", "per_second", "met", "ramp_seconds",
            ]))
    }

    private static func names(in value: JSONValue) -> Set<String> {
        var names: Set<String> = []
        for element in value.array ?? [] { names.formUnion(Self.names(in: element)) }
        for member in value.object?.members ?? [] {
            names.insert(member.key)
            names.formUnion(Self.names(in: member.value))
        }
        return names
    }

    @Test("The page has every figure and every diagram, and needs nothing from anywhere")
    func page() {
        let report = Examples.report(
            errors: ["scan: <timeout>": 4], limits: ["p99>1ms", "rate<1/s"])
        let page = HTMLReport(report: report).text
        for part in [
            "Latency by percentile", "Decision → answer, each second", "Logins and errors a second",
            "Logins under way", "Cores busy", "Server memory, resident", "Latency by step",
            "portal: redeem the code", "800 µs", "99.9", "a&lt;b&gt;&amp;&quot;c&quot;",
            "scan: &lt;timeout&gt;", "<code>p99&gt;1ms</code>", "rate&lt;1/s",
            "prefers-color-scheme: dark",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(page.components(separatedBy: "<svg").count == 7)
        for part in [
            "<script", "http://www", "https://", "url(", "@import", "<link", "NaN", "inf ",
        ] {
            #expect(!page.contains(part), "\(part)")
        }
    }

    @Test("A good run says so, and one without processes shows no diagrams of them")
    func good() {
        let page = HTMLReport(report: Examples.report(server: false)).text
        #expect(page.contains("Every login ended as it was asked to"))
        #expect(!page.contains("Cores busy") && !page.contains("<h2>Errors</h2>"))
    }

    @Test(
        "A load test that was late itself says so",
        arguments: [
            (late: 9_000, says: false), (late: 12_000, says: true),
        ])
    func doubt(late: Int64, says: Bool) {
        var report = Examples.report()
        report.generator.lateness = LatencySummary(Examples.latency([late]))
        #expect(report.text.contains("part of these latencies is its own") == says)
        #expect(HTMLReport(report: report).text.contains("began late") == says)
    }

    @Test("A run that timed nothing still makes a page")
    func empty() {
        var report = Examples.report(errors: ["create: no connection": 9])
        (report.latencies, report.steps, report.timeline) = ([], [:], [])
        let page = HTMLReport(report: report).text
        #expect(page.contains("create: no connection") && !page.contains("NaN"))
        #expect(report.text.contains("9 × create: no connection"))
    }

    @Test(
        "Times have three figures that count",
        arguments: [
            (0, "0 µs"), (870, "870 µs"), (1240, "1.24 ms"), (35_040, "35.0 ms"),
            (350_400, "350 ms"),
            (1_204_000, "1.20 s"),
        ])
    func times(microseconds: Int, text: String) {
        #expect(Figure.time(microseconds) == text)
    }
}
