import Audit
import Foundation
import StrictJSON

/// What a check came to, in words.
enum AuditNews {
    static func text(_ report: TrailReport) -> String {
        var lines: [String] = []
        switch report.verdict {
        case .right: lines.append("right")
        case .unsigned: lines.append("unsigned: nothing in this file was ever signed")
        case .wrong(let fault): lines.append("wrong: \(fault.text)")
        }
        lines.append(
            "\(report.rightRows) rows and \(report.rightCheckpoints) checkpoints are right")
        if let at = report.signedAt {
            lines.append("\(report.signedRows) rows are signed, the last of them at \(time(at))")
        }
        lines.append("\(report.unsignedRows) rows are not signed yet")
        lines.append(
            "\(report.committed) rows come of a signed statement; \(report.kept) of these are kept")
        return lines.joined(separator: "\n")
    }

    static func text(_ report: EvidenceCheck.Report) -> String {
        var lines = [
            "right",
            "login \(report.session) at \(report.issuer) for \(report.client): "
                + "\(report.status) at \(time(report.at / 1000)), \(report.rows) changes",
            "signed by the broker at \(time(report.signedAt))",
        ]
        lines += report.decisions.map(line)
        let gone = report.committed - report.decisions.count
        if gone > 0 { lines.append("\(gone) more statements were signed and are not in this file") }
        return lines.joined(separator: "\n")
    }

    private static func line(_ decision: EvidenceCheck.DecisionReport) -> String {
        let voucher =
            switch (decision.isVouchedFor, decision.isKnownWallet) {
            case (false, _): "nobody vouches for the key"
            case (true, nil): "a key of the wallet vouches for it: compare with the wallet's own"
            case (true, true?): "vouched for by the wallet's own key"
            case (true, false?): "the key that vouches for it is NOT the wallet's"
            }
        return "\(decision.act) by \(decision.subject) of \(decision.wallet), "
            + "key \(decision.thumbprint): \(voucher)"
    }

    static func json(_ report: EvidenceCheck.Report) -> JSONValue {
        [
            "verdict": "right", "session": .string(report.session),
            "issuer": .string(report.issuer), "client_id": .string(report.client),
            "status": .string(report.status), "at": .integer(report.at),
            "rows": .integer(Int64(report.rows)), "signed_at": .integer(report.signedAt),
            "statements": .integer(Int64(report.committed)),
            "decisions": .array(report.decisions.map(json)),
        ]
    }

    private static func json(_ decision: EvidenceCheck.DecisionReport) -> JSONValue {
        var members: JSONObject = [
            "row": .integer(decision.row), "act": .string(decision.act),
            "wallet": .string(decision.wallet), "subject": .string(decision.subject),
            "thumbprint": .string(decision.thumbprint),
            "vouched_for": .bool(decision.isVouchedFor),
        ]
        members.append("known_wallet", decision.isKnownWallet.map(JSONValue.bool))
        return .object(members)
    }

    static func json(_ fault: EvidenceCheck.Fault) -> JSONValue {
        var members: JSONObject = ["verdict": "wrong", "reason": .string(fault.text)]
        members.append("row", fault.row.map(JSONValue.integer))
        return .object(members)
    }

    private static func time(_ seconds: Int64) -> String {
        Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }
}
