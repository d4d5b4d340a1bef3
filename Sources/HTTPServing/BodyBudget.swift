import NIOConcurrencyHelpers

/// How many bytes of requests may be in memory at a time, over all connections of a listener. Each
/// address has its own limit; without this one a thousand connections would multiply it.
///
/// Bytes count once they are here: announcing them costs a stranger nothing. The head counts, too, where
/// it has to wait for a body or for a client that does not read, and so does all that is pipelined behind
/// a request (``Pipelined``). And a quarter is for the beginning of each request alone, so that whoever
/// fills the rest with pictures keeps nobody from logging in. Whoever wants to fill that, too, has to
/// send as much as all of it again and again, because nothing may take longer than
/// ``ListenerLimits/arrival``.
final class BodyBudget: Sendable {
    /// Bytes of a request that may be in the last quarter, too: a usual head and all of the body, but
    /// for pictures.
    static let beginning = (16 + 64) * 1024

    private let bytes: Int
    private let left: NIOLockedValueBox<Int>
    private let shares: AddressShares

    init(bytes: Int, _ shares: AddressShares = AddressShares()) {
        self.bytes = bytes
        left = NIOLockedValueBox(bytes)
        self.shares = shares
    }

    /// - Parameters:
    ///   - before: bytes that the same request has already.
    ///   - key: whose request it is, if that counts.
    /// - Returns: whether there was room; then as much is to be given back.
    func take(_ count: Int, after before: Int = 0, by key: String? = nil) -> Bool {
        let kept = before + count > Self.beginning ? bytes / 4 : 0
        return left.withLockedValue { left in
            let rest = left - kept - count
            guard rest >= 0, shares.takeBytes(count, key, free: rest) else { return false }
            left -= count
            return true
        }
    }

    func giveBack(_ count: Int, by key: String? = nil) {
        shares.giveBackBytes(count, key)
        left.withLockedValue { $0 += count }
    }
}
