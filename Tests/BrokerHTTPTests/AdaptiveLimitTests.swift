import Testing

@testable import BrokerHTTP

/// A limit of 500 on machines that are as fast as each test says.
@Suite struct AdaptiveLimitTests {
    private var limit = AdaptiveLimit(most: 500)
    private var now = SuspendingClock.now

    /// Requests that begin one after another.
    private mutating func begin(
        _ count: Int = AdaptiveLimit.few, waited: Duration, each pause: Duration = .zero,
        inWork: Int = 100
    ) {
        for _ in 0..<count {
            now += pause
            limit.begin(takenAt: now - waited, at: now, inWork: inWork)
        }
    }

    /// A span in which each request has waited so long, and the first request of the next.
    private mutating func span(waited: Duration) -> Int {
        begin(waited: waited)
        now += AdaptiveLimit.span
        begin(1, waited: waited)
        return limit.current
    }

    @Test mutating func whoKeepsUpHasAllOfIt() {
        #expect(limit.current == 500)
        for _ in 1...20 { #expect(span(waited: .milliseconds(100)) == 500) }
    }

    /// Milliseconds, and what is left of 500.
    @Test(arguments: [(101, 495), (125, 400), (199, 251), (200, 250), (5000, 250)])
    mutating func itFallsAsFarAsTheWaitIsTooLong(wait: Int, left: Int) {
        #expect(span(waited: .milliseconds(wait)) == left)
    }

    @Test mutating func itNeverFallsToNothing() {
        let limits = (1...8).map { _ in span(waited: .seconds(5)) }
        #expect(limits == [250, 125, 62, 31, 16, 16, 16, 16])
    }

    @Test mutating func aSmallLimitIsNeverRaised() {
        limit = AdaptiveLimit(most: 3)
        #expect(span(waited: .seconds(5)) == 3)
        #expect(span(waited: .zero) == 3)
    }

    @Test mutating func itComesBackByTenths() {
        for _ in 1...8 { _ = span(waited: .seconds(5)) }
        // The first one's average has one of the long waits in it.
        #expect((1...3).map { _ in span(waited: .zero) } == [16, 17, 18])
        let further = (1...60).map { _ in span(waited: .zero) }
        #expect(further.last == 500)
        #expect(further.firstIndex(of: 500)! < 40, "four seconds")
    }

    @Test mutating func ofFewRequestsNothingIsConcluded() {
        begin(AdaptiveLimit.few - 1, waited: .seconds(5))
        now += AdaptiveLimit.span * 2
        begin(1, waited: .seconds(5))
        #expect(limit.current == 500)
        begin(1, waited: .seconds(5))
        #expect(limit.current == 250, "now they are eight")
    }

    @Test mutating func noSpanIsShorter() {
        begin(100, waited: .seconds(5), each: .microseconds(999))
        #expect(limit.current == 500)
        begin(2, waited: .seconds(5), each: .microseconds(999))
        #expect(limit.current == 250)
    }

    /// Else the deepest overload would pass for idleness: nothing begins for seconds.
    @Test mutating func whatWasSeenCountsAsLongAsMuchIsInWork() {
        begin(waited: .seconds(5))
        now += .seconds(5)
        begin(1, waited: .seconds(5), inWork: AdaptiveLimit.least + 1)
        #expect(limit.current == 250)
        now += .seconds(5)
        begin(AdaptiveLimit.few - 1, waited: .seconds(5))
        #expect(limit.current == 250, "few show nothing")
    }

    @Test mutating func elseItIsForgottenAfterASecond() {
        for (pause, left) in [
            (AdaptiveLimit.memory - .nanoseconds(1), 250), (AdaptiveLimit.memory, 500),
        ] {
            limit = AdaptiveLimit(most: 500)
            #expect(span(waited: .seconds(5)) == 250)
            begin(AdaptiveLimit.few - 2, waited: .seconds(5))
            now += pause
            begin(1, waited: .zero, inWork: AdaptiveLimit.least)
            #expect(limit.current == left)
        }
    }

    /// Ten requests a second close a span in most of a second.
    @Test mutating func withLittleToDoItComesBackAsSoon() {
        for _ in 1...8 { _ = span(waited: .seconds(5)) }
        begin(70, waited: .zero, each: .milliseconds(100))
        #expect(limit.current == 500)
    }
}
