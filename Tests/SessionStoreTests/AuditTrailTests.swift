import Foundation
import GRDB
import LoginFlow
import Testing

@testable import SessionStore

@Suite struct AuditTrailTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    private func life() async throws -> SessionStore {
        let store = try fixture.open()
        for number in 1...4 { try await store.create(number) }
        for number in 1...3 { _ = try await store.scan(number) }
        _ = try await store.scan(2, by: .otherPhone)
        _ = try await store.confirm(1)
        _ = try await store.redeem(1)
        _ = try await store.redeem(1)
        try await store.apply(2) { session, now throws(Refusal) in
            try session.deny(by: .phone, reason: .notMe, at: now)
        }
        try await store.apply(4) { session, now throws(Refusal) in try session.cancel(at: now) }
        fixture.setClock(120_000)
        _ = try await store.expireOverdue(at: after(120_000))
        return store
    }

    @Test func inv10_everyTransitionStandsThereOnceAndInOrder() async throws {
        _ = try await life()
        try AuditReader.expectChain(fixture)
        let rows = try AuditReader.rows(fixture)
        let told = rows.filter { $0["session"] as Data == SessionID(number: 1).data }
        #expect(
            told.map { $0["to_status"] as String } == [
                "waiting", "scanned", "confirmed", "approved", "redeemed",
            ])
        #expect(
            told.map { $0["cause"] as String } == [
                "create", "scan", "confirm", "confirm", "redeem",
            ])
        #expect(told.map { $0["wallet"] as String? } == [nil, "one", "one", "one", "one"])
        #expect(told.allSatisfy { $0["client"] as String == "portal" })
        let denied = rows.filter { $0["to_status"] as String == "denied" }
        #expect(denied.map { $0["reason"] as String? } == ["not_me"])
        let expired = rows.filter { $0["to_status"] as String == "expired" }
        #expect(expired.map { $0["reason"] as String? } == ["undecided"])
        #expect(expired.map { $0["at"] as Int64 } == [after(120_000).milliseconds])
    }

    @Test func inv10_theChainGoesOnAfterOpeningAgain() async throws {
        try await life().close()
        let store = try fixture.open()
        try await store.create(9)
        try AuditReader.expectChain(fixture)
    }

    @Test func inv10_anyEditOrGapIsFound() async throws {
        try await life().close()
        try fixture.elsewhere {
            try $0.execute(sql: "DROP TRIGGER audit_trail_is_never_edited")
            try $0.execute(sql: "DROP TRIGGER audit_trail_is_never_cut")
        }
        let edits = [
            "SET session = randomblob(16)", "SET version = version + 70", "SET at = at + 1",
            "SET from_status = 'waiting '", "SET to_status = 'x'", "SET cause = 'x'",
            "SET reason = 'x'", "SET client = 'x'", "SET wallet = 'x'",
            "SET evidence = randomblob(32)",
            "SET cause = cause || client, client = ''", "SET hash = randomblob(32)",
        ].map { "UPDATE audit_trail \($0) WHERE sequence = 5" }
        for sql in edits + ["DELETE FROM audit_trail WHERE sequence = 5"] {
            let broken = try fixture.elsewhere { database in
                var rows: [Row] = []
                try database.inSavepoint {
                    try database.execute(sql: sql)
                    rows = try Row.fetchAll(
                        database, sql: "SELECT * FROM audit_trail ORDER BY sequence")
                    return .rollback
                }
                return AuditReader.firstBreak(rows)
            }
            #expect(broken != nil, "\(sql)")
        }
        #expect(AuditReader.firstBreak(try AuditReader.rows(fixture)) == nil)
    }

    @Test func aStatementStandsBesideTheFirstRowOfWhatItCaused() async throws {
        let store = try fixture.open()
        try await store.create(1)
        _ = try await store.scan(1)
        let evidence = SignedEvidence(
            commitment: [UInt8](repeating: 5, count: 32), person: Digest(1), content: [1, 2],
            forgetAt: after(60_000))
        try await store.change(.id(SessionID(number: 1))) { change in
            change.evidence = evidence
            try change.record?.session.confirm(by: .phone, answers: Answers(), at: change.now)
        }
        // What changes nothing leaves nothing behind.
        try await store.change(.id(SessionID(number: 1))) { $0.evidence = evidence }
        let rows = try AuditReader.rows(fixture)
        #expect(rows.map { $0["evidence"] as Data? } == [nil, nil, Data(evidence.commitment), nil])
        try AuditReader.expectChain(fixture)
        let kept = try await store.readTrail { trail in
            try (1...4).map { try trail.statement(of: $0)?.content }
        }
        #expect(kept == [nil, nil, [1, 2], nil])
    }

    @Test func noPersonAndNoSecretIsInTheTrail() async throws {
        _ = try await life()
        let columns = try fixture.elsewhere {
            try $0.columns(in: "audit_trail").map(\.name)
        }
        #expect(
            columns == [
                "sequence", "session", "version", "at", "from_status", "to_status", "cause",
                "reason", "client", "wallet", "hash", "evidence",
            ])
    }
}
