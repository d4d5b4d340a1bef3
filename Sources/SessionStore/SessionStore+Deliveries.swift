import GRDB
package import LoginFlow

extension SessionStore {
    /// What is to be told to portals now, oldest first.
    ///
    /// - Parameter busy: portals that have enough to hear at the moment.
    package func dueDeliveries(
        at now: Moment, limit: Int, sparing busy: [String] = []
    ) async throws(StoreFailure) -> [Delivery] {
        try await reading { try DeliveryRow.due(at: now, limit: limit, sparing: busy, $0) }
    }

    /// The portal has heard it, or never will.
    package func settle(_ delivery: Delivery) async throws(StoreFailure) {
        try await writer.commit { database, _ in try DeliveryRow.delete(delivery.id, database) }
    }

    /// Tries this one again later.
    package func postpone(
        _ delivery: Delivery, until next: Moment
    ) async throws(StoreFailure) {
        try await writer.commit { database, _ in
            try DeliveryRow.postpone(delivery.id, until: next, database)
        }
    }

    /// Tries again later, with everything else that is due for the same portal.
    package func postponeAll(
        with delivery: Delivery, until next: Moment
    ) async throws(StoreFailure) {
        try await writer.commit { database, context in
            try DeliveryRow.postponeAll(
                with: delivery, until: next, now: context.now, database)
        }
    }
}
