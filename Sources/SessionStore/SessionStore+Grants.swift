import GRDB
package import LoginFlow

/// What one use of a refresh token sees and changes inside the transaction.
package struct RefreshChange: Sendable {
    package let now: Moment
    package let token: RefreshToken
    package let grant: Grant
    /// Takes the place of the token that was shown.
    package var next: RefreshToken?
    /// Whether everything this family was given ends.
    package var revokes = false
}

extension SessionStore {
    /// What an access token was given for.
    package func grant(_ id: GrantID) async throws(StoreFailure) -> Grant? {
        try await reading { try GrantRow.find(id, $0) }
    }

    /// What a refresh token stands for, without using it.
    package func grant(
        refreshToken: Digest
    ) async throws(StoreFailure) -> (token: RefreshToken, grant: Grant)? {
        try await reading { try RefreshTokenRow.find(refreshToken, $0) }
    }

    /// Runs a decision over one refresh token: load, decide, write, all in one transaction.
    ///
    /// - Returns: `nil` for a token that never was.
    package func refresh<Answer: Sendable>(
        _ token: Digest,
        _ decide: @escaping @Sendable (inout RefreshChange) throws -> Answer
    ) async throws(StoreFailure) -> Answer? {
        try await writer.commit { database, context in
            guard let (found, grant) = try RefreshTokenRow.find(token, database)
            else { return nil }
            var change = RefreshChange(now: context.now, token: found, grant: grant)
            let answer = try decide(&change)
            if change.revokes { try GrantRow.revoke(grant.id, database) }
            if let next = change.next {
                try RefreshTokenRow.use(token, database)
                try RefreshTokenRow.insert(next, of: grant.id, database)
                try GrantRow.extend(grant, until: next.expiresAt, database)
            }
            return answer
        }
    }

    /// Ends a grant with every token of it.
    package func revoke(_ grant: GrantID) async throws(StoreFailure) {
        try await writer.commit { database, _ in try GrantRow.revoke(grant, database) }
    }
}
