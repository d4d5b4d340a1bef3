import Foundation

/// INV-5: versions never fall, endings never change, approved leads to redeemed or expired only.
struct VersionInvariants: Invariant {
    private var versions: [Data: Int64] = [:]
    private var statuses: [Data: String] = [:]

    private static let endings: Set = [
        "redeemed", "denied", "cancelled", "expired", "failed", "replaced",
    ]

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        var wrongs: [String] = []
        for row in store.sessions.values {
            if let former = statuses[row.id], former != row.status {
                let isBack =
                    Self.endings.contains(former)
                    || former == "approved" && !["redeemed", "expired"].contains(row.status)
                if isBack { wrongs.append("INV-5: \(short(row.id)) went back from \(former)") }
            }
            if row.version < versions[row.id] ?? 0 {
                wrongs.append("INV-5: \(short(row.id)) fell to version \(row.version)")
            }
            statuses[row.id] = row.status
            versions[row.id] = max(row.version, versions[row.id] ?? 0)
        }
        for (call, reply) in step.heard.answered {
            guard let standing = reply.standing, let id = reply.session ?? call.session
            else { continue }
            // Everything told earlier is in the row by then (INV-6), so the row is the measure.
            if let row = store.sessions[id.data], standing.version > row.version {
                wrongs.append("INV-5: \(call.name) was told version \(standing.version)")
            }
        }
        return wrongs
    }
}
