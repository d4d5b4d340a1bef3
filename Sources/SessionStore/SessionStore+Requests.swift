import Foundation
import GRDB
package import LoginFlow

/// What a portal pushed ahead of the browser (RFC 9126).
package struct PushedRequest: Sendable, Equatable {
    /// Digest of the reference that the portal was given.
    package let digest: Digest
    package let clientID: String
    /// The parameters, sealed.
    package let parameters: [UInt8]
    package let expiresAt: Moment

    package init(digest: Digest, clientID: String, parameters: [UInt8], expiresAt: Moment) {
        self.digest = digest
        self.clientID = clientID
        self.parameters = parameters
        self.expiresAt = expiresAt
    }
}

/// Requests that wait to be fetched: by a browser, or by one person's phone.
extension SessionStore {
    package func push(_ request: PushedRequest) async throws(StoreFailure) {
        try await writer.commit { database, _ in
            try database.execute(
                sql: """
                    INSERT INTO pushed_requests (digest, client, parameters, expires_at)
                    VALUES (?, ?, ?, ?)
                    """,
                arguments: [
                    Data(request.digest.bytes), request.clientID, Data(request.parameters),
                    request.expiresAt.milliseconds,
                ])
        }
    }

    package func pushedRequest(
        _ digest: Digest
    ) async throws(StoreFailure) -> PushedRequest? {
        try await reading { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM pushed_requests WHERE digest = ?",
                arguments: [Data(digest.bytes)])
            return row.flatMap(PushedRequestRow.request)
        }
    }

    /// Uses up a statement and reads the login sessions that wait for one of these subjects.
    ///
    /// - Parameter limit: how many at most, those that run out first.
    package func addressedRequests(
        to subjects: [String], at now: Moment, limit: Int, by statement: UsedStatement
    ) async throws(StoreFailure) -> StatementOutcome<[SessionRecord]> {
        try await writer.commit { database, context in
            if let failure: StatementOutcome<[SessionRecord]> = try Self.use(
                statement, context, database)
            {
                return failure
            }
            let places = subjects.map { _ in "?" }.joined(separator: ", ")
            let ids = try Data.fetchAll(
                database,
                sql: """
                    SELECT session FROM addressed_requests
                    JOIN login_sessions ON login_sessions.id = session
                    WHERE subject IN (\(places)) AND deadline > ? AND status = 'waiting'
                    ORDER BY deadline LIMIT ?
                    """, arguments: StatementArguments(subjects) + [now.milliseconds, limit])
            return .done(
                try ids.compactMap { SessionID(bytes: $0) }.compactMap {
                    try Self.find(.id($0), database)
                })
        }
    }

    /// Requests of one portal that may wait for one person at the same time, or have been denied
    /// lately: enough for an honest one, and a phone stays readable.
    package static let addressedAtOnce = 3

    /// How long a denied request keeps its place, from its beginning, even if it would have waited for
    /// less: a portal that gives its requests a second to live is not to ask every second.
    private static let denialSpan: Seconds = 120

    /// A request that the person has denied keeps its place for as long as it would have waited:
    /// whoever asks again after every no would else have a yes in the end, to be left alone.
    ///
    /// - Throws: `crowded` when as many of this portal wait for this person, or were denied, as may.
    static func address(
        _ record: SessionRecord, to subject: String, _ now: Moment, _ database: Database
    ) throws {
        guard let deadline = record.session.state.deadline else { return }
        let client = record.session.request.clientID
        let placesTaken = try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM addressed_requests
                JOIN login_sessions ON login_sessions.id = session
                WHERE subject = ? AND client = ? AND expires_at > ?
                    AND (status = 'denied' OR (status = 'waiting' AND deadline > ?))
                """, arguments: [subject, client, now.milliseconds, now.milliseconds])
        if placesTaken ?? 0 >= addressedAtOnce { throw StoreFailure.crowded }
        try database.execute(
            sql: """
                INSERT INTO addressed_requests (session, subject, client, expires_at)
                VALUES (?, ?, ?, ?)
                """,
            arguments: [
                Data(record.id.bytes), subject, client,
                max(deadline, now + denialSpan).milliseconds,
            ])
    }
}

enum PushedRequestRow {
    static func all(_ database: Database) throws -> [PushedRequest] {
        try Row.fetchAll(database, sql: "SELECT * FROM pushed_requests").compactMap(request)
    }

    static func request(_ row: Row) -> PushedRequest? {
        guard let digest = Digest(bytes: row["digest"] as Data) else { return nil }
        return PushedRequest(
            digest: digest, clientID: row["client"],
            parameters: Array(row["parameters"] as Data),
            expiresAt: Moment(milliseconds: row["expires_at"]))
    }
}
