import NIOConcurrencyHelpers
import SeededGenerator

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
