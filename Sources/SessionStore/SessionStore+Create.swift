package import LoginFlow

extension SessionStore {
    /// Stores a new login session, and ends the one it replaces in the same commit.
    ///
    /// - Parameters:
    ///   - make: makes the record at the moment of the write.
    ///   - replaced: id and poll token digest of the former one; a pair that does not fit is ignored.
    ///   - subject: whose phone it waits for, where the portal has named the person.
    ///   - ping: what the portal is told once there is an outcome.
    package func create(
        replacing replaced: (id: SessionID, pollToken: Digest)? = nil,
        addressedTo subject: String? = nil, ping: Delivery? = nil,
        _ make: @escaping @Sendable (Moment) -> SessionRecord
    ) async throws(StoreFailure) -> SessionRecord {
        try await writer.commit { database, context in
            var record = make(context.now)
            if context.switches.stops(record.session) { throw StoreFailure.switchedOff }
            let transitions = record.session.takeTransitions()
            try SessionRow.insert(record, database)
            for transition in transitions {
                try AuditTrail.append(transition, of: record, database, &context)
            }
            context.publish(record)
            if let subject { try Self.address(record, to: subject, context.now, database) }
            if let ping { try DeliveryRow.insert(ping, database) }
            if let replaced, let former = try Self.find(.id(replaced.id), database, context),
                former.digests.pollToken == replaced.pollToken
            {
                var ended = former
                ended.session.replace(at: context.now)
                try Self.save(ended, from: former, database, &context)
            }
            return record
        }
    }
}
