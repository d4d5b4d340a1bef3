import NIOConcurrencyHelpers

/// How many requests are being worked on.
///
/// What comes beyond a machine's pace can only queue, and everybody waits for everybody until nobody is
/// served in time. So new logins are turned away first, at once and cheaply: whoever has begun one is
/// to finish it at the usual speed. A poll that is held is no work.
package final class Workload: Sendable {
    /// How much more the calls of logins under way may take than new ones: so much that only a caller
    /// who ignores every "no" ever meets this limit, which bounds memory.
    static let leeway = 8

    private let limit: Int
    private let current = NIOLockedValueBox(0)

    /// - Parameter limit: requests, from which on new logins are turned away.
    package init(limit: Int) { self.limit = limit }

    package var count: Int { current.withLockedValue { $0 } }

    /// - Returns: whether there is room; then ``leave()`` is to follow.
    func enter(isNewLogin: Bool) -> Bool {
        current.withLockedValue { count in
            guard count < (isNewLogin ? limit : limit * Self.leeway) else { return false }
            count += 1
            return true
        }
    }

    func leave() { current.withLockedValue { $0 -= 1 } }
}
