/// Everything that is drawn in a test, in the order in which the seed gives it.
package struct Dice {
    private var generator: SeededGenerator

    package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    package mutating func oneIn(_ count: Int) -> Bool { roll(0..<count) == 0 }
    package mutating func roll(_ range: Range<Int>) -> Int { .random(in: range, using: &generator) }
    package mutating func roll64(_ range: ClosedRange<Int64>) -> Int64 {
        .random(in: range, using: &generator)
    }
    package mutating func bits() -> UInt64 { generator.next() }
    package mutating func byte() -> UInt8 { .random(in: .min ... .max, using: &generator) }

    /// - Precondition: there is something to pick.
    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[roll(0..<elements.count)]
    }

    /// One of them, as often as its weight says.
    package mutating func pick<Element>(_ weighted: KeyValuePairs<Element, Int>) -> Element {
        var rest = roll(0..<weighted.reduce(0) { $0 + $1.value })
        for (element, weight) in weighted {
            rest -= weight
            if rest < 0 { return element }
        }
        preconditionFailure("the weights are not empty")
    }
}
