import Terminal
import Testing

@testable import qrload

@Suite struct LimitTests {
    @Test(
        "A limit is judged by what was measured",
        arguments: [
            // answer: 10 µs to 10 ms in even steps
            ("answer.p50>4ms", true), ("answer.p50>6ms", false), ("p99>9ms", true),
            ("p99>11ms", false), ("answer.p99.9>9980us", true), ("answer.max<1s", true),
            ("redeem.max>0.8ms", true), ("redeem.max>1ms", false), ("answer.mean > 5ms", true),
            ("rate<200/s", true), ("rate<190", false), ("cpu>1ms", true), ("cpu>3ms", false),
            ("errors>9", true), ("errors>10", false), ("errors>0.5%", true), ("errors>1%", false),
        ])
    func judged(text: String, isMet: Bool) throws {
        let report = Examples.report(errors: ["scan: timeout": 4, "create: HTTP 503": 6])
        let verdict = try #require(Limit(argument: text)).verdict(on: report)
        #expect(verdict.isMet == isMet, "\(verdict)")
    }

    @Test("A limit on what was never measured is met: it would guard nothing")
    func nothing() throws {
        let report = Examples.report(server: false)
        for text in ["deny.p99>1s", "cpu>1ms"] {
            let verdict = try #require(Limit(argument: text)).verdict(on: report)
            #expect(verdict.isMet && verdict.value == nil)
        }
    }

    @Test(
        "What is no limit",
        arguments: [
            "", "p99", "p99>", "p99=5ms", "p99>5", "p98>5ms", "walk.p99>5ms", "errors>x",
            "errors>5ms",
            "rate<5ms", "answer>5ms", ">5ms",
        ])
    func none(text: String) {
        #expect(Limit(argument: text) == nil)
    }

    @Test("The exit status: a limit before errors, and errors unless a limit judges them")
    func status() {
        let errors = ["scan: timeout": 1]
        #expect(Examples.report().exitStatus == .asAsked)
        #expect(Examples.report(errors: errors).exitStatus == .endedOtherwise)
        #expect(Examples.report(errors: errors, limits: ["p99>1ms"]).exitStatus == .limitMet)
        #expect(Examples.report(errors: errors, limits: ["p99>1s"]).exitStatus == .endedOtherwise)
        #expect(Examples.report(errors: errors, limits: ["errors>1%"]).exitStatus == .asAsked)
    }
}
