import Base64URL
import Testing
import Tokens

@Suite struct SystemRandomTests {
    @Test(arguments: [0, 1, 7, 8, 9, 16, 32])
    func thereAreAsManyBytesAsAskedFor(count: Int) {
        #expect(SystemRandom.bytes(count).count == count)
        #expect(Base64URL.decode(SystemRandom.text(bytes: count))?.count == count)
    }

    /// The system promises no more at a time (getentropy): what it left out would be zeros.
    @Test func drawsAsManyAsTheSystemGivesAtOnceAndNoMore() async {
        #expect(SystemRandom.bytes(256).count == 256)
        await #expect(processExitsWith: .failure) { _ = SystemRandom.bytes(257) }
    }

    /// Every byte of a drawing changes from one to the next: none is left as it was made.
    @Test func nothingComesTwice() {
        let drawn = (0..<100).map { _ in SystemRandom.bytes(13) }
        #expect(Set(drawn).count == drawn.count)
        for place in 0..<13 { #expect(Set(drawn.map { $0[place] }).count > 1) }
    }
}
