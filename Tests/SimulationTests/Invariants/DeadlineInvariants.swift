import Foundation
import LoginFlow

/// INV-4: nothing leaves a state at or after its deadline but to expire, and nothing expires before.
///
/// The deadlines are worked out here once more, from the trail and the portal's lifetimes; the times
/// are those that the clock told the writes of the very step.
struct DeadlineInvariants: Invariant {
    private struct Standing {
        var createdAt: Int64
        var deadline: Int64?
    }

    private var standings: [Data: Standing] = [:]

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        var wrongs: [String] = []
        for row in store.newAudit {
            if !step.times.contains(row.at) {
                wrongs.append("INV-4: \(name(row)) does not belong to this step")
            }
            if step.calls.count == 1, let moved = step.driftedTo, row.at < moved {
                wrongs.append("INV-4: \(name(row)) read the clock before its write")
            }
            wrongs += check(row)
            follow(row)
        }
        for (id, session) in store.sessions where standings[id]?.deadline != session.deadline {
            wrongs.append("INV-4: \(short(id)) \(session.status) has another deadline")
        }
        return wrongs
    }

    private func name(_ row: Snapshot.AuditRow) -> String {
        "\(short(row.session)) v\(row.version) \(row.cause)"
    }

    private func check(_ row: Snapshot.AuditRow) -> [String] {
        guard let standing = standings[row.session] else { return [] }
        guard let deadline = standing.deadline else {
            return ["INV-5: \(name(row)) after its end"]
        }
        if row.cause == "deadline" {
            return row.at >= deadline ? [] : ["INV-4: \(name(row)) came too early"]
        }
        return row.at < deadline ? [] : ["INV-4: \(name(row)) came after the deadline"]
    }

    private mutating func follow(_ row: Snapshot.AuditRow) {
        guard let lifetimes = Setting.lifetimes[row.client] else { return }
        let created = standings[row.session]?.createdAt ?? row.at
        func capped(_ lifetime: Seconds) -> Int64 {
            min(row.at + lifetime.milliseconds, created + lifetimes.total.milliseconds)
        }
        let deadline: Int64? =
            switch row.to {
            case "waiting": capped(lifetimes.scan)
            case "scanned", "confirmed": capped(lifetimes.decide)
            case "face_checking": capped(lifetimes.face)
            case "approved": row.at + lifetimes.redeem.milliseconds
            default: nil
            }
        standings[row.session] = Standing(createdAt: created, deadline: deadline)
    }
}

extension Seconds {
    var milliseconds: Int64 { Int64(count) * 1000 }
}
