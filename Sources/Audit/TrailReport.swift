package import StrictJSON

/// What is right about an audit trail, and what is not.
package struct TrailReport: Sendable, Equatable {
    package enum Verdict: Sendable, Equatable {
        case right
        /// Nothing is wrong, but nothing was ever signed either: whoever could write the file could
        /// have written all of it.
        case unsigned
        case wrong(TrailFault)
    }

    /// Rows before the first that is wrong.
    package var rightRows: Int64 = 0
    /// Checkpoints that the rows agree with.
    package var rightCheckpoints = 0
    /// Rows under the last of these.
    package var signedRows: Int64 = 0
    /// Seconds since 1970, when the last of these was made.
    package var signedAt: Int64?
    /// Rows that commit to a signed statement, and how many of those statements are still kept.
    package var committed = 0
    package var kept = 0
    package var fault: TrailFault?

    package var verdict: Verdict {
        if let fault { return .wrong(fault) }
        return rightCheckpoints == 0 && rightRows > 0 ? .unsigned : .right
    }

    /// Rows that nobody has signed yet.
    package var unsignedRows: Int64 { rightRows - signedRows }

    package var json: JSONValue {
        var members: JSONObject = [
            "right_rows": .integer(rightRows),
            "right_checkpoints": .integer(Int64(rightCheckpoints)),
            "signed_rows": .integer(signedRows), "unsigned_rows": .integer(unsignedRows),
            "statements": .integer(Int64(committed)),
            "statements_kept": .integer(Int64(kept)),
        ]
        members.append("signed_at", signedAt.map(JSONValue.integer))
        switch verdict {
        case .right: members.append("verdict", "right")
        case .unsigned: members.append("verdict", "unsigned")
        case .wrong(let fault):
            members.append("verdict", "wrong")
            members.append("fault", fault.name)
            members.append("row", fault.row.map(JSONValue.integer))
            members.append("reason", fault.text)
        }
        return .object(members)
    }
}
