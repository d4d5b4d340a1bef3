import LoginFlow
import Testing
import WaitingRoom

@testable import Broker

@Suite("How fast programs may ask") struct PollPaceTests {
    private let pace = PollPace()
    private let one = SessionID(bytes: [UInt8](repeating: 1, count: 16))!
    private let two = SessionID(bytes: [UInt8](repeating: 2, count: 16))!

    private func isTooEarly(_ id: SessionID, _ milliseconds: Int64) -> Bool {
        pace.isTooEarly(id, at: WaitingInstant(milliseconds: milliseconds))
    }

    @Test func theFirstQuestionIsNeverTooEarly() {
        #expect(!isTooEarly(one, 0))
        #expect(!isTooEarly(two, 0))
    }

    @Test(arguments: [(0, true), (1, true), (4_999, true), (5_000, false), (5_001, false)])
    func theSecondHasItsIntervalToTheMillisecond(after: Int64, isEarly: Bool) {
        #expect(!isTooEarly(one, 100))
        #expect(isTooEarly(one, 100 + after) == isEarly)
        #expect(!isTooEarly(two, 100 + after), "another login session has its own pace")
    }

    /// RFC 8628 section 3.5: `slow_down` makes the interval five seconds longer for good.
    @Test func everyEarlyQuestionMakesTheIntervalLonger() {
        #expect(!isTooEarly(one, 0))
        #expect(isTooEarly(one, 4_999))
        #expect(isTooEarly(one, 4_999 + 9_999))
        #expect(!isTooEarly(one, 14_998 + 15_000))
        #expect(isTooEarly(one, 29_998 + 14_999), "and it stays so")
    }

    @Test func whoKeepsThePaceIsNeverSlowedDown() {
        for question in 0..<100 { #expect(!isTooEarly(one, Int64(question) * 5_000)) }
    }

    @Test func aForgottenOneBeginsAnew() {
        #expect(!isTooEarly(one, 0))
        #expect(isTooEarly(one, 1))
        pace.forget(one)
        pace.forget(two)
        #expect(!isTooEarly(one, 2))
        #expect(isTooEarly(one, 5_001))
        #expect(!isTooEarly(one, 15_001), "ten seconds, as after one early question")
    }

    /// Memory is bounded: a table that is full starts anew.
    @Test func twentyThousandAreKept() {
        let ids = (0...20_000).map { number in
            SessionID(bytes: (0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 4))) })!
        }
        for id in ids.dropLast() { #expect(!isTooEarly(id, 0)) }
        #expect(isTooEarly(ids[0], 1))
        #expect(!isTooEarly(ids[20_000], 2))
        #expect(!isTooEarly(ids[0], 3), "forgotten with all the others")
    }
}
