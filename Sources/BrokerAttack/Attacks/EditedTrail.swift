import Foundation
import GRDB

/// Somebody who owns the database file changes what happened.
struct EditedTrail: Attack {
    let card = AttackCard(
        39, "An edited audit trail", against: "INV-10, protection 18",
        link: "Attacks.md#what-is-kept")

    /// With the triggers gone that would stop a careless one.
    private static let edits = [
        ("another ending", "UPDATE audit_trail SET to_status = 'denied' WHERE sequence = 2"),
        ("another time", "UPDATE audit_trail SET at = at - 60000 WHERE sequence = 2"),
        ("another portal", "UPDATE audit_trail SET client = 'another' WHERE sequence = 1"),
        ("a row less", "DELETE FROM audit_trail WHERE sequence = 2"),
        ("another hash", "UPDATE audit_trail SET hash = zeroblob(32) WHERE sequence = 3"),
    ]

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "A login in a broker of our own; its trail edited in five ways, and verified.")
        guard let binary = stage.plan.inside.binary else { throw AttackFailure.needs("--binary") }
        let sandbox = try Sandbox(binary: binary)
        defer { sandbox.remove() }
        let broker = try await sandbox.start()
        defer { broker.kill() }
        let inner = try sandbox.stage(like: stage)
        let page = try await inner.approvedLogin()
        _ = try await page.redeem(try await page.code() ?? "-")
        broker.stop()

        let keys = sandbox.folder + "/audit-keys.json"
        let listed = try sandbox.run(
            ["audit", "keys", "--key-file", sandbox.folder + "/qrbroker.key"], output: keys)
        guard listed == 0 else { throw AttackFailure.needs("a qrbroker that has `audit verify`") }
        let whole = try verify(sandbox.database, keys, sandbox)
        finding.check([0, 4].contains(whole), "the trail as it is: exit status \(whole)")
        for (index, (name, edit)) in Self.edits.enumerated() {
            let copy = sandbox.folder + "/edited-\(index).sqlite"
            try Self.copy(sandbox.database, to: copy, edit)
            let status = try verify(copy, keys, sandbox)
            finding.check(status == 3, "\(name): exit status \(status)")
        }
    }

    private func verify(_ file: String, _ keys: String, _ sandbox: Sandbox) throws -> Int32 {
        try sandbox.run(["audit", "verify", file, "--keys", keys])
    }

    private static func copy(_ database: String, to path: String, _ edit: String) throws {
        let original = try DatabaseQueue(path: database)
        try original.vacuum(into: path)
        try original.close()
        let copy = try DatabaseQueue(path: path)
        try copy.write { database in
            let triggers = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers {
                try database.execute(sql: "DROP TRIGGER \(trigger.quotedDatabaseIdentifier)")
            }
            try database.execute(sql: edit)
        }
        try copy.close()
    }
}
