import GRDB
package import LoginFlow

extension SessionStore {
    /// What is to be told to portals now, oldest first.
    package func dueDeliveries(
        at now: Moment, limit: Int
    ) async throws(StoreFailure) -> [Delivery] {
        try await reading { try DeliveryRow.due(at: now, limit: limit, $0) }
    }

    /// The portal has heard it, or never will.
    package func settle(_ delivery: Delivery) async throws(StoreFailure) {
        try await writer.commit { database, _ in try DeliveryRow.delete(delivery.id, database) }
    }

    /// Tries again later.
    package func postpone(
        _ delivery: Delivery, until next: Moment
    ) async throws(StoreFailure) {
        try await writer.commit { database, _ in
            try DeliveryRow.postpone(delivery.id, until: next, database)
        }
    }
}
