import AuditChain
import Base64URL
import StrictJSON

/// A row of the trail as it travels in an evidence file.
struct EvidenceRow {
    var row: AuditRow
    /// The hash before it.
    var previous: [UInt8]
    /// From the row to the root.
    var path: [[UInt8]]

    var json: JSONValue {
        var members: JSONObject = [
            "sequence": .integer(row.sequence), "version": .integer(row.version),
            "at": .integer(row.at),
        ]
        members.append("from", row.from)
        members.append("to", row.to)
        members.append("cause", row.cause)
        members.append("reason", row.reason)
        members.append("client", row.client)
        members.append("wallet", row.wallet)
        members.append("evidence", row.evidence.map { .string(Base64URL.encode($0)) })
        members.append("previous", Base64URL.encode(previous))
        members.append("path", .array(path.map { .string(Base64URL.encode($0)) }))
        return .object(members)
    }

    /// - Returns: `nil` unless every member is there and of its type.
    init?(json: JSONValue, session: [UInt8]) {
        guard let sequence = json["sequence"]?.integer, sequence > 0,
            let version = json["version"]?.integer, let at = json["at"]?.integer,
            let to = json["to"]?.string, let cause = json["cause"]?.string,
            let client = json["client"]?.string,
            let previous = json["previous"]?.string.flatMap({ Base64URL.decode($0) }),
            let texts = json["path"]?.array
        else { return nil }
        let evidence = json["evidence"]?.string.flatMap { Base64URL.decode($0) }
        if json["evidence"] != nil && evidence == nil { return nil }
        row = AuditRow(
            sequence: sequence, session: session, version: version, at: at,
            from: json["from"]?.string, to: to, cause: cause, reason: json["reason"]?.string,
            client: client, wallet: json["wallet"]?.string, evidence: evidence)
        path = texts.compactMap { $0.string.flatMap { Base64URL.decode($0) } }
        if path.count != texts.count { return nil }
        self.previous = previous
    }

    init(row: AuditRow, previous: [UInt8], path: [[UInt8]]) {
        self.row = row
        self.previous = previous
        self.path = path
    }
}
