import LoginFlow
import Testing

@Suite struct NameTests {
    private let moment = Moment(milliseconds: 0x0123_4567_89AB)

    /// The first three bytes, with nothing but zeros behind them.
    private func time(_ milliseconds: Int64) -> [UInt8] {
        let name = Name.draw(at: Moment(milliseconds: milliseconds)) {
            [UInt8](repeating: 0, count: $0)
        }
        #expect(name.dropFirst(3).allSatisfy { $0 == 0 })
        return Array(name.prefix(3))
    }

    @Test func aNameIsItsMillisecondAndThenChance() {
        var asked: [Int] = []
        let name = Name.draw(at: moment) { count in
            asked.append(count)
            return [UInt8](repeating: 0xEE, count: count)
        }
        #expect(name == [0x67, 0x89, 0xAB] + [UInt8](repeating: 0xEE, count: 13))
        #expect(asked == [13], "104 bits, drawn at once")
    }

    @Test func namesStandInTheOrderOfTheirMoments() {
        #expect(time(moment.milliseconds + 1) == [0x67, 0x89, 0xAC])
        #expect(time(0x00FF) == [0, 0, 0xFF] && time(0x0100) == [0, 1, 0])
    }

    /// Every four hours and 39 minutes they begin anew, so no day can be read from one.
    @Test func theTimeRunsOver() {
        let round: Int64 = 1 << 24
        #expect(time(moment.milliseconds + round) == time(moment.milliseconds))
        #expect(time(-1) == [255, 255, 255])
    }
}
