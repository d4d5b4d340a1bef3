import NIOConcurrencyHelpers

/// One limit for many keys: addresses, clients or people.
package final class RateLimiter: Sendable {
    /// At about 100 bytes a key this is 10 MB a limiter, and more addresses than an attacker
    /// without a botnet has.
    package static let defaultCapacity = 100_000

    package let allowance: Allowance?
    private let table: NIOLockedValueBox<BucketTable>?

    /// - Parameters:
    ///   - allowance: for each key; `nil` turns the limit off.
    ///   - capacity: how many keys are remembered. When more come, those with the most tokens are
    ///     forgotten first, never one that is being refused; while all of them are, newcomers are
    ///     refused too.
    package init(allowance: Allowance?, capacity: Int = RateLimiter.defaultCapacity) {
        self.allowance = allowance
        table = allowance.map { NIOLockedValueBox(BucketTable(allowance: $0, capacity: capacity)) }
    }

    /// Takes one token.
    ///
    /// - Parameter milliseconds: the time on the waiting clock, which does not jump.
    package func take(_ key: some Hashable & Sendable, at milliseconds: Int64) -> Decision {
        guard let table else { return .allowed(nil) }
        let key = BucketKey(key)
        return table.withLockedValue { $0.take(key, at: milliseconds) }
    }

    /// Gives one token back, for what turned out not to count.
    package func refund(_ key: some Hashable & Sendable, at milliseconds: Int64) {
        guard let table else { return }
        let key = BucketKey(key)
        table.withLockedValue { $0.refund(key, at: milliseconds) }
    }

    /// Gives all tokens back: what they were taken for does not count any more.
    package func refill(_ key: some Hashable & Sendable, at milliseconds: Int64) {
        guard let table else { return }
        let key = BucketKey(key)
        table.withLockedValue { $0.refill(key, at: milliseconds) }
    }

    /// Where a key stands; nothing is taken.
    ///
    /// - Returns: `nil` where there is no limit.
    package func standing(of key: some Hashable & Sendable, at milliseconds: Int64) -> Standing? {
        guard let table else { return nil }
        let key = BucketKey(key)
        return table.withLockedValue { $0.standing(of: key, at: milliseconds) }
    }

    /// How many keys are remembered.
    package var keyCount: Int { table?.withLockedValue { $0.count } ?? 0 }
}
