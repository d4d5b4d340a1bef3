import Crypto
import Foundation

/// INV-10: every transition once, in order, in a chain that shows any edit or gap.
struct AuditInvariants: Invariant {
    private var known: [Snapshot.AuditRow] = []
    private var tip = Data(repeating: 0, count: 32)
    private var standings: [Data: (version: Int64, status: String)] = [:]

    mutating func check(_ step: StepRecord, _ store: Snapshot) -> [String] {
        guard store.audit.starts(with: known) else {
            return ["INV-10: the trail was edited or cut"]
        }
        var wrongs: [String] = []
        for row in store.audit.dropFirst(known.count) {
            if row.sequence != Int64(known.count) + 1 {
                wrongs.append("INV-10: there is a gap before row \(row.sequence)")
            }
            tip = Data(SHA256.hash(data: tip + Self.text(row)))
            if tip != row.hash { wrongs.append("INV-10: the chain breaks at row \(row.sequence)") }
            wrongs += follow(row)
            known.append(row)
        }
        for row in store.sessions.values {
            guard let standing = standings[row.id], standing == (row.version, row.status) else {
                wrongs.append("INV-10: \(short(row.id)) is not as the trail says")
                continue
            }
        }
        return wrongs
    }

    private mutating func follow(_ row: Snapshot.AuditRow) -> [String] {
        let former = standings[row.session]
        standings[row.session] = (row.version, row.to)
        var wrongs: [String] = []
        if row.version != (former?.version ?? 0) + 1 || row.from != former?.status {
            wrongs.append("INV-10: \(short(row.session)) v\(row.version) does not follow")
        }
        if !(Self.arrows["\(row.from ?? "") \(row.cause)"] ?? []).contains(row.to) {
            wrongs.append(
                "INV-10: \(short(row.session)): \(row.from ?? "") \(row.cause) \(row.to)")
        }
        return wrongs
    }

    /// Every column with its length in front.
    private static func text(_ row: Snapshot.AuditRow) -> Data {
        let columns = [
            String(row.sequence), String(row.version), String(row.at), row.from ?? "", row.to,
            row.cause, row.reason ?? "", row.client, row.wallet ?? "",
        ]
        var text = columns.reduce(into: row.session) { data, column in
            data += Data("\(column.utf8.count):\(column)".utf8)
        }
        if let evidence = row.evidence { text += Data("\(evidence.count):".utf8) + evidence }
        return text
    }

    /// The picture in DESIGN.md as a list: from where, by what, to where.
    private static let arrows: [String: Set<String>] = {
        var arrows: [String: Set<String>] = [
            " create": ["waiting"], "waiting scan": ["scanned"],
            "waiting sign_on": ["approved"], "scanned confirm": ["confirmed", "failed"],
            "confirmed confirm": ["approved", "face_checking"],
            "face_checking face": ["face_checking", "approved", "confirmed", "failed"],
            "confirmed come_back": ["approved"], "approved redeem": ["redeemed"],
            "approved misuse": ["expired"], "approved deadline": ["expired"],
            "waiting replace": ["replaced"], "scanned replace": ["replaced"],
        ]
        for open in ["waiting", "scanned", "confirmed", "face_checking"] {
            arrows["\(open) cancel"] = ["cancelled"]
            arrows["\(open) deadline"] = ["expired"]
            if open != "waiting" { arrows["\(open) deny"] = ["denied"] }
        }
        return arrows
    }()
}
