import NIOConcurrencyHelpers
import SeededGenerator

/// Everything that is drawn in a simulation, in the order in which the seed gives it.
struct Dice {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func oneIn(_ count: Int) -> Bool { roll(0..<count) == 0 }
    mutating func roll(_ range: Range<Int>) -> Int { .random(in: range, using: &generator) }
    mutating func roll64(_ range: ClosedRange<Int64>) -> Int64 {
        .random(in: range, using: &generator)
    }
    mutating func bits() -> UInt64 { generator.next() }

    /// - Precondition: there is something to pick.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[roll(0..<elements.count)]
    }

    /// One of them, as often as its weight says.
    mutating func pick<Element>(_ weighted: KeyValuePairs<Element, Int>) -> Element {
        var rest = roll(0..<weighted.reduce(0) { $0 + $1.value })
        for (element, weight) in weighted {
            rest -= weight
            if rest < 0 { return element }
        }
        preconditionFailure("the weights are not empty")
    }
}

/// The broker's own randomness, from the seed.
final class SeededRandom: Sendable {
    private let generator: NIOLockedValueBox<SeededGenerator>

    init(seed: UInt64) { generator = NIOLockedValueBox(SeededGenerator(seed: seed)) }

    @Sendable func bytes(_ count: Int) -> [UInt8] {
        generator.withLockedValue { generator in
            (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }
    }
}
