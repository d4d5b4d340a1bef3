import NIOCore
import Terminal
import Testing

@testable import qrload

@Suite struct ConnectionsTests {
    /// A login takes two seconds to think and eight of patience.
    private let settings = Stage.Settings(think: .milliseconds(500), patience: .seconds(8))

    private func connections(
        _ arrivals: LoginsPlan.Arrivals, ramp: Int64 = 0, seconds: Int64 = 60,
        mostInFlight: Int = 50_000
    ) -> Int {
        LoginsPlan(
            arrivals: arrivals, ramp: .seconds(ramp), duration: .seconds(seconds), mix: .usual,
            held: 7, mostInFlight: mostInFlight
        ).connections(settings)
    }

    @Test("As many as the logins that arrive while one may be under way need")
    func rate() {
        #expect(connections(.open(perSecond: 100)) == 2 * 1000 + 100 + 7 + 64)
        #expect(connections(.open(perSecond: 0.5)) == 2 * 5 + 1 + 7 + 64)
    }

    @Test("Never for more logins than there can be")
    func bounds() {
        #expect(connections(.open(perSecond: 100), seconds: 9) == 2 * 900 + 100 + 71)
        #expect(connections(.open(perSecond: 100), seconds: 10) == 2 * 1000 + 100 + 71)
        #expect(connections(.open(perSecond: 100), seconds: 11) == 2 * 1000 + 100 + 71)
        let ramped = connections(.open(perSecond: 100), ramp: 4, seconds: 10)
        #expect(ramped == 2 * 800 + 100 + 71, "half of them in the ramp")
        #expect(connections(.open(perSecond: 100), mostInFlight: 30) == 2 * 30 + 30 + 71)
        #expect(connections(.closed(slots: 64)) == 3 * 64 + 71)
        #expect(connections(.open(perSecond: 1e300), mostInFlight: .max) == 1_000_000_071)
    }

    @Test("Who may not have them is told how to allow them and how to need fewer")
    func refusal() throws {
        let failure = #expect(throws: LoadFailure.self) {
            // More than a system can hand out, for root too.
            try FileLimit.allow(connections: 1 << 40, fewerBy: "a lower --rate")
        }
        let words = try #require(failure).message(in: .english)
        #expect(words.contains("may need 1099511627840 open files"))
        #expect(words.contains("ulimit -n") && words.hasSuffix("for less with a lower --rate."))
        #expect(failure?.exitStatus == .usage)
    }
}
