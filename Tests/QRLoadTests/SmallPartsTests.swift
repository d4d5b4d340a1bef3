import NIOCore
import StrictJSON
import Testing

@testable import qrload

@Suite struct SmallPartsTests {
    @Test("An address is taken apart")
    func endpoint() throws {
        let endpoint = try #require(Endpoint("http://127.0.0.1:8080/base?x=1"))
        #expect(endpoint.authority == "127.0.0.1:8080" && endpoint.target == "/base?x=1")
        #expect(Endpoint("http://broker").map { [$0.authority, $0.target] } == ["broker", "/"])
        #expect(Endpoint("http://broker?x").map(\.target) == "/?x")
    }

    @Test(
        "What is no address",
        arguments: [
            "https://broker", "http://", "http://:80", "http://b:0", "http://b:x", "http://b:70000",
            "http://u@b", "http://b/\u{7F}", "broker",
        ])
    func noEndpoint(text: String) {
        #expect(Endpoint(text) == nil)
    }

    @Test("A number takes its place in an address, and only behind the host")
    func numbered() throws {
        let url = try #require(NumberedURL("http://127.0.0.1:80/sub/{n}?id={n}"))
        #expect(url.target(17) == "/sub/17?id=17" && url.endpoint.authority == "127.0.0.1")
        #expect(NumberedURL("http://127.0.0.1/sub") == nil)
        #expect(NumberedURL("http://host{n}/sub/{n}") == nil)
    }

    @Test("Processes' figures are read whatever the program calls itself")
    func usage() throws {
        let stat =
            "42 (a b) S 1) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 9 0 1 1000 10 1 1"
        let status = "Name:\ta\nVmHWM:\t  9000 kB\nVmRSS:\t  8000 kB\n"
        let usage = try #require(ProcessUsage(stat: stat, status: status, ticksPerSecond: 100))
        #expect(usage.cpuSeconds == 3 && usage.systemSeconds == 0.5 && usage.threads == 9)
        #expect(usage.rssKB == 8000 && usage.peakKB == 9000)
        #expect(ProcessUsage(stat: "42 (x)", status: status) == nil)
        #expect(ProcessUsage.of([]) == nil)
        let dead = stat.replacing("S 1) S", with: "S 1) Z")
        #expect(ProcessUsage(stat: dead, status: status) == nil)
    }

    @Test("A phone says yes to all that is asked, and to nothing else")
    func asks() throws {
        let scanned = try JSONValue(
            parsing: """
                {"session_id":"s","challenge":"c","scopes":[{"name":"profile","required":true}],
                 "asks":{"credential":true,"pin":true,"number":true,"consent":true,"face":true,
                 "terms":[{"id":"t","version":"1","title":"T","url":"/t"}]}}
                """)
        let asks = try #require(Asks(scanned: scanned))
        #expect(asks.number && asks.face)
        let members = JSONValue.object(asks.confirmation(number: "47"))
        let expected = """
            {"sid":"s","challenge":"c","number":"47","scopes":["profile"],\
            "terms":[{"id":"t","version":"1"}],"amr":["pin"],"credential":"credential-1"}
            """
        #expect(members.serializedText() == expected)
        let plain = try JSONValue(
            parsing: #"{"session_id":"s","challenge":"c","asks":{"consent":false,"face":false}}"#)
        let none = try #require(Asks(scanned: plain)).confirmation(number: nil)
        #expect(JSONValue.object(none).serializedText() == #"{"sid":"s","challenge":"c"}"#)
    }

    @Test("An axis ends at round numbers and holds all values")
    func scales() {
        let even = Scale.even(upTo: 58)
        #expect(even.low == 0 && even.high == 60 && even.ticks == [0, 20, 40, 60])
        let logarithmic = Scale.logarithmic([130, 4200, 0])
        #expect(logarithmic.low == 100 && logarithmic.high == 5000)
        #expect(logarithmic.place(100) == 0 && logarithmic.place(5000) == 1)
        #expect(logarithmic.place(0) == 0, "nothing lies outside")
        #expect(logarithmic.ticks.contains { abs($0 - 1000) < 1 })
        let nothing = Scale.logarithmic([Double]())
        #expect(nothing.high > nothing.low && nothing.low > 0)
    }
}
