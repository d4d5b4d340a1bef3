import GRDB
package import LoginFlow

extension SessionStore {
    /// Sign-ins that a phone lists; the last used ones, which a person may know.
    private static let signInListLimit = 100

    /// The sign-in of a browser.
    package func signIn(cookie: Digest) async throws(StoreFailure) -> JoinedSignIn? {
        try await reading { try SignInRow.find(cookie: cookie, $0) }
    }

    package func signIns(
        _ selection: SignInSelection
    ) async throws(StoreFailure) -> [JoinedSignIn] {
        try await reading { try SignInRow.find(selection, $0) }
    }

    /// Ends sign-ins and queues what portals must be told of it, in one commit.
    ///
    /// - Parameters:
    ///   - statement: what asks for it, where a phone does; it is used up.
    ///   - sparingOffline: whether grants with offline access go on, as at a logout in the browser.
    ///   - deliveries: made for each sign-in that ends.
    /// - Returns: how many ended.
    package func endSignIns(
        _ selection: SignInSelection, by statement: UsedStatement? = nil, sparingOffline: Bool,
        _ deliveries: @escaping @Sendable (JoinedSignIn, Moment) throws -> [Delivery]
    ) async throws(StoreFailure) -> StatementOutcome<Int> {
        try await writer.commit { database, context in
            if let statement,
                let failure: StatementOutcome<Int> = try Self.use(
                    statement, context, database)
            {
                return failure
            }
            let ended = try SignInRow.find(selection, database)
            for joined in ended {
                for delivery in try deliveries(joined, context.now) {
                    try DeliveryRow.insert(delivery, database)
                }
                if sparingOffline {
                    try SignInRow.leave(joined.signIn.id, database)
                } else {
                    try SignInRow.end(joined.signIn.id, database)
                }
            }
            return .done(ended.count)
        }
    }

    /// Uses up a statement and reads the person's sign-ins.
    package func signIns(
        of person: Digest, by statement: UsedStatement
    ) async throws(StoreFailure) -> StatementOutcome<[JoinedSignIn]> {
        try await writer.commit { database, context in
            try Self.use(statement, context, database)
                ?? .done(
                    try SignInRow.find(
                        .person(person, nil), limit: Self.signInListLimit, database))
        }
    }
}
