import Base64URL
import Foundation
import LoginFlow
import Secrets

/// INV-9: a face result counts once, for one login session and one attempt.
struct FaceInvariants: Invariant {
    private var verdicts: [Data: [Substring]] = [:]

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        var wrongs: [String] = []
        for row in store.sessions.values {
            let (former, now) = (verdicts[row.id] ?? [], row.faceVerdicts.split(separator: ","))
            verdicts[row.id] = now
            if former == now { continue }
            if !now.starts(with: former) || now.count > former.count + 1 {
                wrongs.append("INV-9: verdicts of \(short(row.id)) were counted twice or changed")
            } else if !isAsked(row.id, now.count, step) {
                wrongs.append("INV-9: \(short(row.id)) counted a verdict on another check")
            }
        }
        for row in store.newAudit where row.cause == "face" && row.to == "approved" {
            if verdicts[row.session]?.last != "pass" {
                wrongs.append("INV-9: \(short(row.session)) was approved without a face")
            }
        }
        return wrongs
    }

    /// Whether somebody brought a result for this very check in this step.
    private func isAsked(_ session: Data, _ number: Int, _ step: StepRecord) -> Bool {
        guard let id = SessionID(bytes: session) else { return false }
        let check = Base64URL.encode(
            Setting.keys.faceCheckID(for: id, number: number).bytes.prefix(16))
        return step.calls.contains { call in
            if call.kind == .faceVerdicts { return true }
            guard case .face(check, _) = call.facts else { return false }
            return call.session == id
        }
    }
}
