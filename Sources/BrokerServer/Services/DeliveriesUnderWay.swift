import NIOConcurrencyHelpers
import SessionStore

/// The messages that are on their way at this moment.
final class DeliveriesUnderWay: Sendable {
    /// At once, to all portals together.
    static let maximum = 16
    /// At once, to one portal: a slow one must leave room for the others.
    static let maximumPerPortal = 2

    private let portals = NIOLockedValueBox<[[UInt8]: String]>([:])

    /// Portals that have enough to hear.
    var busyPortals: [String] {
        portals.withLockedValue { portals in
            Dictionary(grouping: portals.values, by: { $0 })
                .filter { $0.value.count >= Self.maximumPerPortal }.map(\.key)
        }
    }

    /// - Returns: whether it may go; not when it is under way already or its portal is busy.
    func start(_ delivery: Delivery) -> Bool {
        portals.withLockedValue { portals in
            let same = portals.values.count { $0 == delivery.clientID }
            guard portals.count < Self.maximum, same < Self.maximumPerPortal,
                portals[delivery.id] == nil
            else { return false }
            portals[delivery.id] = delivery.clientID
            return true
        }
    }

    func end(_ delivery: Delivery) { portals.withLockedValue { $0[delivery.id] = nil } }
}
