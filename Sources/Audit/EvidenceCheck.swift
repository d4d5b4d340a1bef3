import AuditChain
import Base64URL
package import StrictJSON
package import Tokens

/// Checks an evidence file with nothing but public keys.
package struct EvidenceCheck {
    /// What is wrong with a file, for whoever relies on it.
    package struct Fault: Error, Sendable, Equatable {
        /// The number of the row that is to blame, where one is.
        package let row: Int64?
        package let text: String

        package init(row: Int64?, text: String) {
            self.row = row
            self.text = text
        }
    }

    /// What a good file proves.
    package struct Report: Sendable, Equatable {
        package var session = ""
        package var issuer = ""
        package var client = ""
        /// Where the login stood at last, and since when, in milliseconds since 1970.
        package var status = ""
        package var at: Int64 = 0
        package var rows = 0
        package var signedAt: Int64 = 0
        /// Statements that were checked, and rows that commit to one.
        package var decisions: [DecisionReport] = []
        package var committed = 0
    }

    /// One signed statement.
    package struct DecisionReport: Sendable, Equatable {
        package var row: Int64
        package var act: String
        package var wallet: String
        package var subject: String
        package var thumbprint: String
        /// Whether a key of the wallet vouches for the device key, or signed by itself.
        package var isVouchedFor: Bool
        /// Whether that key is among the wallet's that were given; `nil` where none were.
        package var isKnownWallet: Bool?
    }

    private let keys: AuditKeys
    private let walletKeys: KeySet?

    /// - Parameter walletKeys: the wallet's own key set, from the wallet.
    package init(keys: AuditKeys, walletKeys: KeySet?) {
        self.keys = keys
        self.walletKeys = walletKeys
    }

    package func check(_ file: JSONValue) throws(Fault) -> Report {
        guard file["format"]?.string == LoginEvidence.format,
            let sessionText = file["session"]?.string,
            let session = Base64URL.decode(sessionText),
            let issuer = file["issuer"]?.string, let entries = file["rows"]?.array,
            let decisions = file["decisions"]?.array,
            let signed = file["checkpoint"]?.string
        else { throw Fault(row: nil, text: "this is no evidence file") }
        let checkpoint = try self.checkpoint(signed, issuer)
        var rows: [AuditRow] = []
        for entry in entries {
            rows.append(try row(entry, session, checkpoint, after: rows.last))
        }
        guard let last = rows.last else { throw Fault(row: nil, text: "it has no rows") }
        var report = Report(
            session: sessionText, issuer: issuer, client: last.client, status: last.to,
            at: last.at, rows: rows.count, signedAt: checkpoint.at)
        report.committed = rows.count { $0.evidence != nil }
        for decision in decisions {
            report.decisions.append(
                try DecisionCheck(issuer: issuer, session: sessionText, walletKeys: walletKeys)
                    .check(decision, rows))
        }
        return report
    }

    private func checkpoint(_ text: String, _ issuer: String) throws(Fault) -> Checkpoint {
        do throws(CheckpointFault) {
            let checkpoint = try Checkpoint(text, signedBy: keys)
            guard checkpoint.issuer == issuer else { throw CheckpointFault.malformed }
            return checkpoint
        } catch {
            throw Fault(row: nil, text: "its checkpoint \(error.text)")
        }
    }

    /// A row that stands in the signed tree, and follows the one before it.
    private func row(
        _ json: JSONValue, _ session: [UInt8], _ checkpoint: Checkpoint, after last: AuditRow?
    ) throws(Fault) -> AuditRow {
        guard let found = EvidenceRow(json: json, session: session), !found.row.hasEmptyText
        else { throw Fault(row: nil, text: "row \((last?.version ?? 0) + 1) of it cannot be read") }
        let row = found.row
        let root = InclusionPath.root(
            leaf: row.hash(after: found.previous), index: row.sequence - 1, size: checkpoint.size,
            path: found.path)
        guard root == checkpoint.root else {
            throw Fault(
                row: row.sequence, text: "row \(row.sequence) is not the one that was signed")
        }
        guard row.version == (last?.version ?? 0) + 1, row.from == last?.to else {
            throw Fault(
                row: row.sequence, text: "before row \(row.sequence) a change is left out")
        }
        return row
    }
}
