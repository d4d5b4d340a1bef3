import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// What no bug above the schema can write into sign-ins and all that belongs to them.
@Suite struct SignInSchemaTests {
    let fixture: StoreFixture
    let store: SessionStore

    /// Two sign-ins with a portal, a grant and a refresh token each; the second of each is over.
    init() async throws {
        fixture = try StoreFixture()
        store = try fixture.open()
        for number in 1...2 {
            _ = try await store.signIn(number)
            try await store.apply(
                .issueGrant(.new(number, in: number, isOffline: true), .new(number)),
                .deliver(.new(number)))
        }
        try await store.revoke(GrantID(number: 2))
        _ = try await store.refresh(RefreshToken.new(2).digest) { $0.next = .new(3) }
        try await store.push(
            PushedRequest(
                digest: Digest(1), clientID: "portal", parameters: [1], expiresAt: after(1)))
        try await store.register(
            RegisteredClient(id: "c", registration: "{}", secret: nil, createdAt: created))
        _ = try await store.create(addressedTo: "somebody") { .new(1, at: $0) }
    }

    private func run(_ sql: String) async throws {
        try await store.pool.write { try $0.execute(sql: sql) }
    }

    static let second = "WHERE id = (SELECT max(id) FROM grants)"

    static let refused = [
        "UPDATE sign_ins SET id = x'00'", "UPDATE sign_ins SET cookie = x'00'",
        "UPDATE sign_ins SET cookie = (SELECT max(cookie) FROM sign_ins)",
        "UPDATE sign_ins SET person = x'00'", "UPDATE sign_ins SET identity = NULL",
        "UPDATE sign_ins SET authenticated_at = started_at - 1",
        "UPDATE sign_ins SET expires_at = started_at", "UPDATE sign_ins SET last_at = 'now'",
        "UPDATE sign_ins SET detached = 2", "UPDATE sign_ins SET detached = NULL",
        "UPDATE participants SET sid = 'same'", "UPDATE participants SET client = NULL",
        "INSERT INTO participants VALUES (x'00', 'other', 'sid', '')",
        "UPDATE grants SET id = x'00'", "UPDATE grants SET session = x'00'",
        "UPDATE grants SET session = (SELECT max(session) FROM grants)",
        "UPDATE grants SET sign_in = x'00'", "UPDATE grants SET offline = 2",
        "UPDATE grants SET revoked = 2", "UPDATE grants SET revoked = 0 \(second)",
        "UPDATE grants SET revoked = NULL", "UPDATE grants SET scopes = NULL",
        "UPDATE refresh_tokens SET digest = x'00'", "UPDATE refresh_tokens SET used = 2",
        "UPDATE refresh_tokens SET used = 0", "UPDATE refresh_tokens SET grant_id = x'00'",
        "UPDATE pushed_requests SET digest = x'00'", "UPDATE addressed_requests SET session = x''",
        "UPDATE deliveries SET id = x'00'", "UPDATE deliveries SET kind = 'letter'",
        "UPDATE deliveries SET give_up_at = NULL", "UPDATE clients SET secret = x'00'",
        "UPDATE clients SET registration = NULL",
    ]

    @Test(arguments: refused) func badRowsAreRefused(sql: String) async throws {
        await #expect(throws: DatabaseError.self) { try await run(sql) }
    }

    static let accepted = [
        "UPDATE sign_ins SET authenticated_at = started_at",
        "UPDATE sign_ins SET expires_at = started_at + 1",
        "UPDATE grants SET revoked = 1", "UPDATE grants SET expires_at = 1 \(second)",
        "UPDATE refresh_tokens SET used = 1", "UPDATE deliveries SET next_at = NULL",
        "UPDATE deliveries SET kind = 'ping'", "UPDATE clients SET secret = randomblob(32)",
    ]

    @Test(arguments: accepted) func goodRowsAreNot(sql: String) async throws { try await run(sql) }

    @Test func whatBelongsToARowGoesWithIt() async throws {
        try await run("DELETE FROM sign_ins")
        try await run("DELETE FROM grants")
        for table in ["participants", "refresh_tokens"] {
            let count = try await store.pool.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)")
            }
            #expect(count == 0, "\(table)")
        }
    }
}
