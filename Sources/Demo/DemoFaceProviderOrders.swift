import Base64URL
import Crypto
import NIOConcurrencyHelpers

/// The orders of the simulated provider, and how it misbehaves.
final class DemoFaceProviderOrders: Sendable {
    enum Decision: Sendable {
        case taken(DemoFaceProviderOrder)
        case decidedBefore
        case unknown
    }

    private struct Table {
        var orders: [String: DemoFaceProviderOrder] = [:]
        /// By the broker's reference: ordering again gives the same order.
        var byReference: [String: String] = [:]
        /// The oldest first.
        var ids: [String] = []
        var mischief = DemoFaceProviderMischief.none
    }

    /// More than any trial makes; the oldest go.
    private static let capacity = 10_000
    /// Seconds until an outcome that was put off is told.
    private static let delay: Int64 = 5

    private let table = NIOLockedValueBox(Table())

    var mischief: DemoFaceProviderMischief { table.withLockedValue { $0.mischief } }

    func misbehave(_ mischief: DemoFaceProviderMischief) {
        table.withLockedValue { $0.mischief = mischief }
    }

    subscript(id: String) -> DemoFaceProviderOrder? { table.withLockedValue { $0.orders[id] } }

    /// - Returns: the order, and whether it is new.
    func open(
        reference: String, callbackURL: String, expiresAt: Int64
    ) -> (order: DemoFaceProviderOrder, isNew: Bool) {
        let id = SymmetricKey(size: .bits128).withUnsafeBytes { Base64URL.encode($0) }
        return table.withLockedValue { table in
            if let known = table.byReference[reference].flatMap({ table.orders[$0] }) {
                return (known, false)
            }
            let order = DemoFaceProviderOrder(
                id: id, reference: reference, callbackURL: callbackURL, expiresAt: expiresAt)
            table.orders[id] = order
            table.byReference[reference] = id
            table.ids.append(id)
            if table.ids.count > Self.capacity {
                let oldest = table.orders.removeValue(forKey: table.ids.removeFirst())
                oldest.map { table.byReference[$0.reference] = nil }
            }
            return (order, true)
        }
    }

    /// The person decides, once.
    func decide(
        _ id: String, _ outcome: DemoFaceProviderOutcome, isPutOff: Bool, at now: Int64
    ) -> Decision {
        table.withLockedValue { table in
            guard var order = table.orders[id] else { return .unknown }
            guard order.outcome == nil else { return .decidedBefore }
            order.outcome = outcome
            order.toldFrom = isPutOff ? now + Self.delay : now
            if table.mischief == .late { order.toldFrom = max(now, order.expiresAt) + 1 }
            table.orders[id] = order
            return .taken(order)
        }
    }

    /// Says the opposite of what was said before.
    func contradict(_ id: String) -> DemoFaceProviderOrder? {
        table.withLockedValue { table in
            table.orders[id]?.outcome = .fail(reason: "mismatch")
            return table.orders[id]
        }
    }
}
