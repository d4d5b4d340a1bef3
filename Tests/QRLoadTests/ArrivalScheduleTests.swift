import NIOCore
import Testing

@testable import qrload

@Suite struct ArrivalScheduleTests {
    @Test("Without a ramp they come evenly, the first at once")
    func even() {
        let schedule = ArrivalSchedule(rate: 200, duration: .seconds(1))
        #expect(schedule.moment(of: 0) == .zero)
        #expect(schedule.moment(of: 1) == .milliseconds(5))
        #expect(schedule.moment(of: 199) == .milliseconds(995))
        #expect(schedule.moment(of: 200) == nil)
    }

    @Test("A ramp begins half of what a full rate would, ever faster, and goes over evenly")
    func ramp() throws {
        let schedule = ArrivalSchedule(rate: 100, ramp: .seconds(4), duration: .seconds(10))
        // 100/s × 4 s / 2 in the ramp, then 100/s × 6 s.
        let moments = (0..<1000).compactMap { schedule.moment(of: $0) }
        #expect(moments.count == 800)
        #expect(moments.count { $0 < .seconds(4) } == 200)
        #expect(moments[200] == .seconds(4) && moments[201] == .seconds(4) + .milliseconds(10))
        #expect(moments.count { $0 < .seconds(2) } == 50)
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("Without an end it goes on")
    func endless() {
        #expect(ArrivalSchedule(rate: 1).moment(of: 86_400) == .hours(24))
    }

    @Test(
        "Rates as people write them",
        arguments: [
            ("200/s", 200.0), ("200", 200), ("12000/min", 200), ("0.5/s", 0.5), ("3600/h", 1),
        ])
    func rates(text: String, perSecond: Double) {
        #expect(Rate(argument: text)?.perSecond == perSecond)
    }

    @Test(
        "What is no rate",
        arguments: ["", "0/s", "-1/s", "x/s", "1/d", "1/s/s", "1/", "nan", "inf"])
    func noRates(text: String) {
        #expect(Rate(argument: text) == nil)
    }

    @Test(
        "Spans as people write them",
        arguments: [
            ("250us", TimeAmount.microseconds(250)), ("50ms", .milliseconds(50)),
            ("1.5s", .milliseconds(1500)), ("2m", .minutes(2)), ("1h", .hours(1)), ("0s", .zero),
        ])
    func spans(text: String, amount: TimeAmount) {
        #expect(Span(argument: text)?.amount == amount)
    }

    @Test("A time needs its unit", arguments: ["", "5", "s", "-1s", "5 s", "5d", "1e3s"])
    func noSpans(text: String) {
        #expect(Span(argument: text) == nil)
    }
}
