import AuditChain
import Foundation
import GRDB
import LoginFlow
import Testing
import Tokens

@testable import Audit
@testable import SessionStore

/// Whatever somebody does to a trail, the first bad row is named, and why.
@Suite struct TrailCheckTests {
    let fixture: TrailFixture

    init() async throws {
        fixture = try TrailFixture()
        try await fixture.history()
    }

    @Test func aTrailThatNobodyTouchedIsRight() throws {
        let report = try fixture.check()
        #expect(report.verdict == .right)
        #expect(report.rightRows == 20)
        #expect(report.rightCheckpoints == 2)
        #expect(report.signedRows == 16)
        #expect(report.unsignedRows == 4)
        #expect(report.signedAt == TrailFixture.now.seconds)
        #expect(report.committed == 0)
    }

    static let edits = [
        "session = randomblob(16)", "version = 70", "at = at + 1", "at = at - 1",
        "from_status = 'waiting '", "from_status = NULL", "to_status = 'approved'",
        "cause = 'confirm'", "reason = 'x'", "reason = ''", "client = 'portal2'", "client = ''",
        "wallet = 'one'", "wallet = ''", "evidence = randomblob(32)",
    ]

    @Test(arguments: edits) func anEditOfAColumnIsNamed(edit: String) throws {
        // A row in the middle, one that is signed and the last, and one that is not signed.
        for row in [6, 16, 20] {
            let fixture = fixture
            let report = try edited("UPDATE audit_trail SET \(edit) WHERE sequence = \(row)")
            #expect(report.fault == .edited(row: Int64(row)), "row \(row)")
            #expect(report.rightRows == Int64(row - 1))
            _ = fixture
        }
    }

    /// Checks a copy of the file after an edit.
    private func edited(_ sql: String) throws -> TrailReport {
        let copy = fixture.path + "-\(UUID().uuidString)"
        try DatabaseQueue(path: fixture.path).backup(to: DatabaseQueue(path: copy))
        let database = try DatabaseQueue(path: copy)
        try database.write { database in
            for name in ["audit_trail_is_never_edited", "audit_trail_is_never_cut"] {
                try database.execute(sql: "DROP TRIGGER \(name)")
            }
            try database.execute(sql: sql)
        }
        try database.close()
        let keys = try fixture.keys
        return try TrailFile.read(path: copy) { try TrailCheck.check($0, keys: keys) }
    }

    @Test func anEditOfAHashIsNamed() throws {
        let report = try edited("UPDATE audit_trail SET hash = randomblob(32) WHERE sequence = 6")
        #expect(report.fault == .hashEdited(row: 6))
    }

    /// Whoever can write the file can take its rules away first, and then write any type anywhere.
    @Test(arguments: [
        ("UPDATE audit_checkpoints SET statement = NULL WHERE size = 8", 8),
        ("UPDATE audit_checkpoints SET statement = x'00' WHERE size = 16", 16),
        ("UPDATE audit_checkpoints SET size = 'x' WHERE size = 16", -1),
    ])
    func aCheckpointThatIsNoTextIsNamed(edit: String, size: Int64) throws {
        let rules = """
            DROP TRIGGER audit_checkpoints_are_never_edited;
            ALTER TABLE audit_checkpoints RENAME TO kept;
            CREATE TABLE audit_checkpoints (size, at, statement, tree);
            INSERT INTO audit_checkpoints SELECT * FROM kept;
            """
        let report = try edited(rules + edit)
        #expect(report.fault == .checkpoint(size: size, .malformed) || size < 0)
        #expect(report.fault != nil)
    }

    /// Nor does it stop whoever looks for what is kept of a login.
    @Test func whatIsKeptMayBeAnything() throws {
        let trail = try DatabaseQueue()
        try trail.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE audit_trail (sequence, hash, evidence);
                    CREATE TABLE audit_checkpoints (size, statement);
                    CREATE TABLE audit_evidence (sequence, person, content);
                    CREATE TABLE devices (person, kid, jwk);
                    CREATE TABLE enrolments (person, kid, at, content);
                    CREATE TABLE wallet_keys (wallet, thumbprint, jwk);
                    INSERT INTO audit_trail VALUES (1, 'x', 5), (2, NULL, 2.5);
                    INSERT INTO audit_evidence VALUES (1, 7, NULL), (2, zeroblob(32), 2.5);
                    INSERT INTO devices VALUES (zeroblob(32), 'kid', x'FF');
                    INSERT INTO enrolments VALUES (zeroblob(32), 'kid', 0, 3);
                    INSERT INTO wallet_keys VALUES ('one', 'print', NULL);
                    """)
        }
        let person = Digest(bytes: [UInt8](repeating: 0, count: 32))!
        try trail.read { database in
            let rows = try TrailRows(database)
            #expect(try rows.statement(of: 1) == nil)
            #expect(try rows.statement(of: 2)?.content == [])
            #expect(try rows.hash(at: 2) == [])
            var hashes = 0
            try rows.forEachHash(upTo: 9) { _ in hashes += 1 }
            #expect(hashes == 2)
            #expect(try rows.walletKey("one", thumbprint: "print") == nil)
            let name = UsedStatement.DeviceKey(person: person, kid: "kid")
            let enrolment = try rows.enrolment(of: name, before: Moment(seconds: 1))
            #expect(enrolment == nil || enrolment?.word == [])
        }
    }

    @Test func aRemovedRowIsNamed() throws {
        for row in [1, 6, 16] {
            let report = try edited("DELETE FROM audit_trail WHERE sequence = \(row)")
            #expect(report.fault == .missing(row: Int64(row)), "row \(row)")
        }
    }

    @Test func rowsThatWereRemovedAndNumberedAnewAreNamed() throws {
        let report = try edited(
            """
            DELETE FROM audit_trail WHERE sequence IN (6, 7);
            UPDATE audit_trail SET sequence = -sequence WHERE sequence > 7;
            UPDATE audit_trail SET sequence = -sequence - 2 WHERE sequence < 0
            """)
        #expect(report.fault == .renumbered(row: 6, gone: 2))
    }

    @Test(arguments: [(6, 7), (3, 11)]) func swappedRowsAreNamed(one: Int, other: Int) throws {
        let report = try edited(
            """
            UPDATE audit_trail SET sequence = -1 WHERE sequence = \(one);
            UPDATE audit_trail SET sequence = \(one) WHERE sequence = \(other);
            UPDATE audit_trail SET sequence = \(other) WHERE sequence = -1
            """)
        #expect(report.fault == .moved(row: Int64(one), from: Int64(other)))
    }

    @Test func rowsWrittenAnewAreFoundByWhatWasSigned() throws {
        try fixture.spoil("UPDATE audit_trail SET client = 'other' WHERE sequence = 10")
        try fixture.rechain(from: 10)
        let report = try fixture.check()
        #expect(report.fault == .rewritten(from: 9, to: 16))
        #expect(report.fault?.row == 9)
        #expect(report.rightRows == 8)
    }

    @Test func rowsThatAreNotSignedYetCanBeWrittenAnewUnnoticed() throws {
        try fixture.spoil("UPDATE audit_trail SET client = 'other' WHERE sequence = 18")
        try fixture.rechain(from: 18)
        let report = try fixture.check()
        #expect(report.verdict == .right)
        #expect(report.unsignedRows == 4, "which is why they are counted")
    }

    @Test(arguments: [15, 12, 8, 0]) func aTrailThatWasCutOffIsNamed(last: Int) throws {
        try fixture.spoil("DELETE FROM audit_trail WHERE sequence > \(last)")
        let report = try fixture.check()
        #expect(report.fault == .cutOff(last: Int64(last), signed: 16))
        #expect(report.fault?.row == Int64(last + 1))
    }

    @Test func whatIsCutOffAfterTheLastCheckpointIsNotFound() throws {
        try fixture.spoil("DELETE FROM audit_trail WHERE sequence > 16")
        let report = try fixture.check()
        #expect(report.verdict == .right)
        #expect(report.unsignedRows == 0)
    }

    @Test func cuttingOffCheckpointsTooIsFoundByOneThatWasKeptElsewhere() throws {
        let kept = try fixture.checkpoints()
        try fixture.spoil("DELETE FROM audit_trail WHERE sequence > 8")
        try fixture.spoil("DELETE FROM audit_checkpoints WHERE size > 8")
        #expect(try fixture.check().verdict == .right)
        #expect(try fixture.check(kept: kept).fault == .otherCheckpoint(size: 16))
        #expect(try fixture.check(kept: [kept[0]]).verdict == .right)
    }

    @Test func aTrailThatNobodySignedIsNoProof() throws {
        try fixture.spoil("DELETE FROM audit_checkpoints")
        let report = try fixture.check()
        #expect(report.verdict == .unsigned)
        #expect(report.unsignedRows == 20)
    }

    @Test func anEmptyTrailIsRight() throws {
        #expect(try TrailFixture().check().verdict == .right)
    }
}
