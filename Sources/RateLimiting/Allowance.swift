/// How much of something is allowed: a bucket of `count` tokens that fills up in `seconds`.
///
/// A quiet client may spend all of it at once; after that, one each `seconds / count`.
package struct Allowance: Sendable, Hashable {
    /// Tokens, 1 to 1,000,000.
    package let count: Int
    /// The time in which an empty bucket becomes full, 1 s to 86,400 s.
    package let seconds: Int

    package static let counts = 1...1_000_000
    package static let periods = 1...86_400

    /// - Returns: `nil` outside the ranges, inside which the arithmetic cannot overflow for
    ///   a hundred years.
    package init?(count: Int, seconds: Int) {
        guard Self.counts.contains(count), Self.periods.contains(seconds) else { return nil }
        self.count = count
        self.seconds = seconds
    }
}
