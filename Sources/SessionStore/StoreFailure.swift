/// Why the store could not do its part. What the rules refuse is not among these.
package enum StoreFailure: Error, Sendable, Equatable {
    /// Too many writes are waiting; the caller should say so and be asked again.
    case overloaded
    /// The disk or the database failed; nothing of the change was kept. The text is for the log.
    case unavailable(String)
    /// The same secret exists already: one in 2^34 for typed codes, never for others.
    case collision
    /// As many requests of one portal wait for one person as may.
    case crowded
    /// The portal was switched off meanwhile.
    case switchedOff
}

/// Why a database cannot be opened at all.
package enum StoreOpeningFailure: Error, Sendable, Equatable {
    /// The database was made with another key file.
    case otherKeyFile
    /// A newer program has changed the database.
    case newerSchema
    case unavailable(String)
}
