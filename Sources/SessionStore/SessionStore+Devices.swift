import GRDB
package import LoginFlow

/// How an enrolment ended.
package enum EnrolmentOutcome: Sendable {
    case enrolled
    case alreadyEnrolled
    /// A key that was revoked once never comes back.
    case revoked
}

extension SessionStore {
    /// Enrols a device key that the wallet has vouched for.
    ///
    /// - Parameter word: the wallet's statement, sealed; kept where it says something new.
    package func enrol(
        _ device: Device, word: [UInt8], by statement: UsedStatement
    ) async throws(StoreFailure) -> StatementOutcome<EnrolmentOutcome> {
        try await writer.commit { database, context in
            if let failure: StatementOutcome<EnrolmentOutcome> = try Self.use(
                statement, context, database)
            {
                return failure
            }
            let key = UsedStatement.DeviceKey(person: device.person, kid: device.kid)
            if try DeviceRow.isRevoked(key, database) { return .done(.revoked) }
            if let known = try DeviceRow.find(key, database) {
                // The wallet vouches anew, perhaps for more than before.
                if try known.attests != device.attests || !EnrolmentRow.isKnown(key, database) {
                    try EnrolmentRow.insert(word, of: key, at: context.now, database)
                }
                try DeviceRow.update(device, database)
                return .done(.alreadyEnrolled)
            }
            try DeviceRow.insert(device, now: context.now, database)
            try EnrolmentRow.insert(word, of: key, at: context.now, database)
            return .done(.enrolled)
        }
    }

    /// Devices in one list; the last used ones, which a person may know.
    private static let deviceListLimit = 100

    /// Uses up a statement and reads the devices that may sign for its person.
    package func devices(
        of person: Digest, by statement: UsedStatement
    ) async throws(StoreFailure) -> StatementOutcome<[KeptDevice]> {
        try await writer.commit { database, context in
            try Self.use(statement, context, database)
                ?? .done(
                    try DeviceRow.signing(for: person, limit: Self.deviceListLimit, database))
        }
    }

    /// The same for an operator.
    package func devices(of person: Digest) async throws(StoreFailure) -> [KeptDevice] {
        try await reading {
            try DeviceRow.signing(for: person, limit: Self.deviceListLimit, $0)
        }
    }

    /// Revokes a device key; a key that is not there is no error.
    ///
    /// - Parameter statement: what asks for it, where a phone or a wallet does; it is used up.
    package func revoke(
        _ key: UsedStatement.DeviceKey, by statement: UsedStatement? = nil
    ) async throws(StoreFailure) -> StatementOutcome<Bool> {
        try await writer.commit { database, context in
            if let statement,
                let failure: StatementOutcome<Bool> = try Self.use(
                    statement, context, database)
            {
                return failure
            }
            try DeviceRow.revoke(key, now: context.now, database)
            let isRevoked = database.changesCount > 0
            // A phone that is lost may have been somebody else's for a while.
            if isRevoked { try LevelRow.drop(key.person, database) }
            return .done(isRevoked)
        }
    }
}
