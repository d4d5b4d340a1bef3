import AuditChain
package import SessionStore

/// Goes through a trail once, row by row, and stops at the first that is wrong.
package struct TrailCheck {
    private var report = TrailReport()
    private var tree = MerkleTree()
    private var hash = ChainStart.hash
    /// Still to be met, the smallest first.
    private var checkpoints: ArraySlice<Checkpoint>
    private var suspicion: Suspicion?

    /// Checks a whole trail.
    ///
    /// - Parameter kept: checkpoints that were put elsewhere in time, so that nobody who can write
    ///   the file, not even with the broker's own key, can take back what they say.
    package static func check(
        _ rows: TrailRows, keys: AuditKeys, kept: [String] = []
    ) throws -> TrailReport {
        let stored = try rows.checkpoints()
        let signed: [Checkpoint]
        do throws(FaultyCheckpoint) {
            signed = try Self.checkpoints(stored, kept, keys)
        } catch {
            return TrailReport(fault: error.fault)
        }
        var check = TrailCheck(checkpoints: signed[...])
        try rows.forEach { check.take($0) }
        check.finish()
        check.report.kept = try rows.evidenceCount()
        return check.report
    }

    private init(checkpoints: ArraySlice<Checkpoint>) { self.checkpoints = checkpoints }

    private struct FaultyCheckpoint: Error {
        var fault: TrailFault
    }

    private static func checkpoints(
        _ stored: [(size: Int64, statement: String)], _ kept: [String], _ keys: AuditKeys
    ) throws(FaultyCheckpoint) -> [Checkpoint] {
        var all: [Checkpoint] = []
        for (size, statement) in stored {
            let checkpoint = try read(statement, size, keys)
            guard checkpoint.size == size
            else { throw FaultyCheckpoint(fault: .checkpoint(size: size, .malformed)) }
            all.append(checkpoint)
        }
        for statement in kept {
            let checkpoint = try read(statement, 0, keys)
            let same = all.first { $0.size == checkpoint.size }
            guard same?.root == checkpoint.root
            else { throw FaultyCheckpoint(fault: .otherCheckpoint(size: checkpoint.size)) }
        }
        return all
    }

    private static func read(
        _ statement: String, _ size: Int64, _ keys: AuditKeys
    ) throws(FaultyCheckpoint) -> Checkpoint {
        do throws(CheckpointFault) {
            return try Checkpoint(statement, signedBy: keys)
        } catch {
            throw FaultyCheckpoint(fault: .checkpoint(size: size, error))
        }
    }

    private mutating func take(_ found: HashedRow) {
        if report.fault != nil { return }
        if suspicion != nil {
            if suspicion?.hear(found) == .decided { decide() }
            return
        }
        let expected = report.rightRows + 1
        if found.row.sequence != expected {
            report.fault =
                found.row.sequence > expected
                ? .missing(row: expected) : .edited(row: found.row.sequence)
            return
        }
        let right = found.row.hash(after: hash)
        guard right == found.hash, !found.row.hasEmptyText else {
            suspicion = Suspicion(of: found, after: hash)
            return
        }
        accept(found)
    }

    private mutating func accept(_ found: HashedRow) {
        hash = found.hash
        tree.append(found.hash)
        report.rightRows += 1
        if found.row.evidence != nil { report.committed += 1 }
        guard let next = checkpoints.first, next.size == tree.size else { return }
        checkpoints.removeFirst()
        guard next.root == tree.root, next.chain == hash else {
            report.fault = .rewritten(from: report.signedRows + 1, to: next.size)
            report.rightRows = report.signedRows
            return
        }
        report.rightCheckpoints += 1
        report.signedRows = next.size
        report.signedAt = next.at
    }

    private mutating func decide() {
        report.fault = suspicion?.fault
        suspicion = nil
    }

    private mutating func finish() {
        if suspicion != nil { decide() }
        if report.fault == nil, let next = checkpoints.last {
            report.fault = .cutOff(last: report.rightRows, signed: next.size)
        }
    }
}
