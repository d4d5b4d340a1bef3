import AuditChain
import Base64URL
import Foundation
import GRDB
import LoginFlow
import StrictJSON
import Testing
import Tokens

@testable import Audit
@testable import SessionStore

/// Checkpoints are the broker's, or nothing.
@Suite struct CheckpointTests {
    let fixture: TrailFixture

    init() async throws {
        fixture = try TrailFixture()
        try await fixture.history()
    }

    private func replace(_ size: Int64, by statement: String) throws {
        try fixture.spoil {
            try $0.execute(
                sql: "UPDATE audit_checkpoints SET statement = ? WHERE size = ?",
                arguments: [statement, size])
        }
    }

    private func genuine(_ change: (inout Checkpoint) -> Void = { _ in }) throws -> Checkpoint {
        var checkpoint = try Checkpoint(fixture.checkpoints()[1], signedBy: fixture.keys)
        change(&checkpoint)
        return checkpoint
    }

    @Test func itSaysWhatStandsInTheTrail() throws {
        let checkpoint = try genuine()
        #expect(checkpoint.issuer == TrailFixture.issuer)
        #expect(checkpoint.size == 16)
        #expect(checkpoint.at == TrailFixture.now.seconds)
        let hash = try TrailFile.read(path: fixture.path) { try $0.hash(at: 16) }
        #expect(checkpoint.chain == hash)
    }

    @Test func anotherKeyIsNotTheBrokers() throws {
        let other = try AuditKeys(json: SigningKey.newES256().publicKey.jwk)
        #expect(try fixture.check(keys: other).fault == .checkpoint(size: 8, .unknownKey))
        try replace(16, by: genuine().signed(by: .newES256()))
        #expect(try fixture.check().fault == .checkpoint(size: 16, .unknownKey))
    }

    @Test func aForgedSignatureIsNone() throws {
        let parts = try fixture.checkpoints()[1].split(separator: ".").map(String.init)
        var payload = try JSONValue(parsing: Base64URL.decode(parts[1])!).object!
        payload["iat"] = .integer(1)
        let text = Base64URL.encode(JSONValue.object(payload).serialized())
        try replace(16, by: "\(parts[0]).\(text).\(parts[2])")
        #expect(try fixture.check().fault == .checkpoint(size: 16, .wrongSignature))
        try replace(16, by: "nothing")
        #expect(try fixture.check().fault == .checkpoint(size: 16, .malformed))
    }

    @Test func anotherKindOfTokenIsNoCheckpoint() throws {
        let payload = try CompactJWS(parsing: fixture.checkpoints()[1]).unverifiedPayload
        try replace(16, by: CompactJWS.signed(payload, type: "JWT", by: fixture.key))
        #expect(try fixture.check().fault == .checkpoint(size: 16, .malformed))
    }

    @Test func itCountsForItsOwnSizeOnly() throws {
        try replace(16, by: fixture.checkpoints()[0])
        #expect(try fixture.check().fault == .checkpoint(size: 16, .malformed))
    }

    @Test func rootAndChainMustBothBeRight() throws {
        try replace(16, by: genuine { $0.root[0] ^= 1 }.signed(by: fixture.key))
        #expect(try fixture.check().fault == .rewritten(from: 9, to: 16))
        try replace(16, by: genuine { $0.chain[0] ^= 1 }.signed(by: fixture.key))
        #expect(try fixture.check().fault == .rewritten(from: 9, to: 16))
    }

    @Test func aFormerKeyIsGoodForWhatItSignedInItsTime() throws {
        let new = SigningKey.newES256()
        func keys(retiredAt: Int64) throws -> AuditKeys {
            var former = fixture.key.publicKey.jwk.object!
            former.append("retired_at", .integer(retiredAt))
            return try AuditKeys(json: ["keys": [.object(former), new.publicKey.jwk]])
        }
        let now = TrailFixture.now.seconds
        #expect(try fixture.check(keys: keys(retiredAt: now)).verdict == .right)
        #expect(try fixture.check(keys: keys(retiredAt: now - 600)).verdict == .right)
        let tooOld = try fixture.check(keys: keys(retiredAt: now - 601))
        #expect(tooOld.fault == .checkpoint(size: 8, .retiredKey))
        try replace(16, by: genuine { $0.at += 86_400 }.signed(by: new))
        #expect(try fixture.check(keys: keys(retiredAt: now)).verdict == .right)
    }

    @Test func theSignerGoesOnAfterARestart() async throws {
        guard case .signed(let checkpoint) = try await fixture.sign() else {
            Issue.record("nothing signed")
            return
        }
        #expect(checkpoint.size == 20)
        #expect(try await fixture.sign() == .nothingNew)
        let report = try fixture.check()
        #expect(report.rightCheckpoints == 3)
        #expect(report.unsignedRows == 0)
    }

    @Test func theSignerNeverBuildsOnWhatItDidNotSign() async throws {
        try fixture.spoil {
            try $0.execute(
                sql: "UPDATE audit_checkpoints SET tree = ? WHERE size = 16",
                arguments: [Data(repeating: 7, count: 32)])
        }
        try await fixture.sign()
        #expect(try fixture.check().verdict == .right)
    }

    @Test func nothingIsSignedOverATrailThatWasShortened() async throws {
        try fixture.spoil("DELETE FROM audit_trail WHERE sequence > 12")
        #expect(try await fixture.sign() == .shortened(size: 12, signed: 16))
        #expect(try fixture.checkpoints().count == 2)
    }

    @Test func itIsTimeAfterSoManyRowsOrSoMuchTime() async throws {
        let signer = try await TrailSigner(
            store: fixture.store, issuer: TrailFixture.issuer, keys: fixture.keys)
        func isDue(_ rows: Int, _ later: Int64) async throws -> Bool {
            try await signer.isDue(
                rows: rows, interval: 60,
                at: Moment(milliseconds: TrailFixture.now.milliseconds + later))
        }
        #expect(try await isDue(4, 0))
        #expect(try await !isDue(5, 0))
        #expect(try await !isDue(5, 59_999))
        #expect(try await isDue(5, 60_000))
        try await fixture.sign()
        let done = try await TrailSigner(
            store: fixture.store, issuer: TrailFixture.issuer, keys: fixture.keys)
        let later = TrailFixture.now + Seconds(600)
        #expect(try await !done.isDue(rows: 1, interval: 60, at: later))
    }

    @Test func checkpointsAreNeverEditedNorCut() async throws {
        for sql in ["UPDATE audit_checkpoints SET at = 0", "DELETE FROM audit_checkpoints"] {
            await #expect(throws: DatabaseError.self) {
                try await fixture.store.pool.write { try $0.execute(sql: sql) }
            }
        }
    }
}
