import GRDB
import LoginFlow
import Testing

@testable import SessionStore

/// The invariants stand in the schema too: a bug above it cannot write them away.
@Suite struct SchemaTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    /// Login session 1 waits, 2 is scanned, 3 is redeemed.
    private func three() async throws -> SessionStore {
        let store = try fixture.open()
        for number in 1...3 { try await store.create(number) }
        for number in 2...3 { _ = try await store.scan(number) }
        _ = try await store.confirm(3)
        _ = try await store.redeem(3)
        return store
    }

    static let refused = [
        ("version = 0", 1), ("version = NULL", 1), ("version = 'one'", 1),
        ("status = 'elsewhere'", 1), ("status = 'scanned'", 1), ("status = 'approved'", 1),
        ("status = 'redeemed'", 1), ("deadline = NULL", 1), ("ended_at = 1", 1),
        ("reason = 'undecided'", 1), ("deadline = NULL, ended_at = 1, status = 'expired'", 1),
        ("poll_digest = x'00'", 1), ("scan_digest = x'00'", 1), ("code_digest = NULL", 1),
        ("user_code_digest = x'00'", 1), ("claim_wallet = 'one'", 1),
        ("claim_wallet = 'one', claim_device = x'00'", 1), ("claim_number = 2", 1),
        ("second_scan = 2", 1), ("wrong_redemptions = 6", 1), ("wrong_redemptions = -1", 1),
        ("scan_digest = (SELECT scan_digest FROM login_sessions WHERE state_number = 2)", 1),
        ("code_epoch = 'soon'", 1), ("id = x'00'", 1), ("requester = NULL", 1),
        // A claim stays, a version never falls, an ending never changes.
        ("claim_device = NULL, claim_wallet = NULL, status = 'waiting'", 2),
        ("claim_device = randomblob(32)", 2), ("version = 1", 2),
        ("status = 'scanned', deadline = 1, ended_at = NULL", 3), ("version = version + 1", 3),
        ("status = 'cancelled'", 3),
    ]

    @Test func badRowsAreRefused() async throws {
        let store = try await three()
        for (change, number) in Self.refused {
            let sql = "UPDATE login_sessions SET \(change) WHERE id = ?"
                .replacing("state_number = 2", with: "version = 2")
            await #expect(throws: DatabaseError.self, "\(change)") {
                try await store.pool.write {
                    try $0.execute(sql: sql, arguments: [SessionID(number: number).data])
                }
            }
        }
    }

    @Test func goodRowsAreNot() async throws {
        let store = try await three()
        for (change, number) in [
            ("version = 2", 1), ("second_scan = 1", 2), ("wrong_redemptions = 5", 2),
            ("deadline = NULL, ended_at = 1, status = 'expired', reason = 'unscanned'", 1),
        ] {
            try await store.pool.write {
                try $0.execute(
                    sql: "UPDATE login_sessions SET \(change) WHERE id = ?",
                    arguments: [SessionID(number: number).data])
            }
        }
    }

    /// Every status with and without an end, a reason and a phone, against the rule in other words.
    @Test func aStatusHasWhatItDemandsAndNothingElse() async throws {
        let store = try fixture.open()
        let endings = ["redeemed", "denied", "cancelled", "expired", "failed", "replaced"]
        let all = endings + ["waiting", "scanned", "confirmed", "face_checking", "approved", "x"]
        for (status, bits) in all.flatMap({ status in (0..<8).map { (status, $0) } }) {
            let (isOver, hasReason, isClaimed) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)
            let isGood =
                status != "x" && isOver == endings.contains(status)
                && hasReason == ["denied", "expired", "failed"].contains(status)
                && (isClaimed || ["waiting", "cancelled", "expired", "replaced"].contains(status))
            let claim = isClaimed ? "'one', randomblob(32)" : "NULL, NULL"
            let ends = isOver ? "NULL, 1" : "1, NULL"
            let sql = """
                INSERT INTO login_sessions (id, version, status, reason, deadline, ended_at,
                    claim_wallet, claim_device, created_at, code_epoch, poll_digest, scan_digest,
                    code_digest, request, policy, requester)
                VALUES (randomblob(16), 1, '\(status)', \(hasReason ? "'r'" : "NULL"), \(ends),
                    \(claim), 1, 1, randomblob(32), randomblob(32), randomblob(32), '', '', x'')
                """
            let isTaken = await (try? store.pool.write { try $0.execute(sql: sql) }) != nil
            #expect(isTaken == isGood, "\(status) \(bits)")
        }
    }

    @Test func auditRowsAreNeverEditedCutNorDoubled() async throws {
        let store = try await three()
        for sql in [
            "UPDATE audit_trail SET reason = 'x' WHERE sequence = 1",
            "DELETE FROM audit_trail WHERE sequence = 3",
            "INSERT INTO audit_trail SELECT 999, session, version, at, from_status, to_status, cause,"
                + " reason, client, wallet, hash, evidence FROM audit_trail WHERE sequence = 1",
        ] {
            await #expect(throws: DatabaseError.self) {
                try await store.pool.write { try $0.execute(sql: sql) }
            }
        }
    }

    @Test func aSecretThatExistsIsACollision() async throws {
        let store = try await three()
        await #expect(throws: StoreFailure.collision) { try await store.create(1) }
        let other = SessionRecord.new(9)
        await #expect(throws: StoreFailure.collision) {
            try await store.create { _ in
                SessionRecord(
                    session: other.session,
                    digests: SecretDigests(
                        pollToken: other.digests.pollToken, scanToken: other.digests.scanToken,
                        userCode: Digest(number: 1, kind: 12),
                        authorizationCode: other.digests.authorizationCode),
                    codeEpoch: 0, requester: [])
            }
        }
        #expect(try await store.read(other.id) == nil)
    }
}
