import NIOConcurrencyHelpers

/// How many bytes of requests may be in memory at a time, over all connections of a listener. Each
/// address has its own limit; without this one a thousand connections would multiply it.
final class BodyBudget: Sendable {
    private let left: NIOLockedValueBox<Int>

    init(bytes: Int) { left = NIOLockedValueBox(bytes) }

    /// - Returns: whether there was room; then as much is to be given back.
    func take(_ count: Int) -> Bool {
        left.withLockedValue { left in
            guard count <= left else { return false }
            left -= count
            return true
        }
    }

    func giveBack(_ count: Int) { left.withLockedValue { $0 += count } }
}
