import Foundation
import GRDB

/// Somebody who owns the database file changes what happened.
struct EditedTrail: Attack {
    let card = AttackCard(
        39, "An edited audit trail", against: "INV-10, protection 18",
        link: "Attacks.md#what-is-kept")

    func play(_ stage: AttackStage, _ finding: inout Finding) async throws {
        finding.begin(
            "Logins in a broker of our own, under two checkpoints and beyond them; the trail edited in "
                + "thirteen ways, hashes and checkpoints too, and verified.")
        guard let binary = stage.plan.inside.binary else { throw AttackFailure.needs("--binary") }
        let sandbox = try Sandbox(binary: binary)
        defer { sandbox.remove() }
        // A graceful end signs what there is; the last life has none.
        try await live(in: sandbox, like: stage) { $0.stop() }
        try await live(in: sandbox, like: stage) { $0.stop() }
        try await live(in: sandbox, like: stage) { $0.kill() }

        let keys = sandbox.folder + "/audit-keys.json"
        let listed = try sandbox.run(
            ["audit", "keys", "--key-file", sandbox.folder + "/qrbroker.key"], output: keys)
        guard listed == 0 else { throw AttackFailure.needs("a qrbroker that has `audit verify`") }
        let kept = sandbox.folder + "/checkpoints"
        let sizes = try keepCheckpoints(of: sandbox.database, in: kept)
        finding.check(sizes.count == 2, "checkpoints of two graceful ends: \(sizes.count)")
        guard let first = sizes.first, let last = sizes.last else { return }
        func verify(_ file: String, isCompared: Bool) throws -> Int32 {
            try sandbox.run(
                ["audit", "verify", file, "--keys", keys] + (isCompared ? ["--kept", kept] : []))
        }
        let whole = try verify(sandbox.database, isCompared: true)
        finding.check(whole == 0, "the trail as it is: exit status \(whole)")
        for (index, forgery) in TrailForgery.all(first: first, last: last).enumerated() {
            let copy = sandbox.folder + "/edited-\(index).sqlite"
            try forgery.copy(sandbox.database, to: copy)
            let status = try verify(copy, isCompared: forgery.isCompared)
            finding.check(
                status == forgery.expected, "\(forgery.name): exit status \(status)")
        }
    }

    /// One life of the broker, with a login.
    private func live(
        in sandbox: Sandbox, like stage: AttackStage, end: (RunningBroker) -> Void
    ) async throws {
        // So that nothing is signed before the end, however slow the machine is.
        let broker = try await sandbox.start(["--set", "audit.checkpoint_interval=3600"])
        defer { broker.kill() }
        let page = try await sandbox.stage(like: stage).approvedLogin()
        _ = try await page.redeem(try await page.code() ?? "-")
        end(broker)
    }

    /// Writes down all checkpoints, as an operator does who keeps them elsewhere.
    ///
    /// - Returns: how many rows each is about.
    private func keepCheckpoints(of database: String, in path: String) throws -> [Int64] {
        let queue = try DatabaseQueue(path: database)
        defer { try? queue.close() }
        let rows = try queue.read {
            try Row.fetchAll($0, sql: "SELECT size, statement FROM audit_checkpoints ORDER BY size")
        }
        let statements: [String] = rows.map { $0["statement"] }
        try statements.joined(separator: "\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        return rows.map { $0["size"] }
    }
}
