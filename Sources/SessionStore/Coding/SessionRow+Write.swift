import GRDB
import LoginFlow
import StrictJSON

extension SessionRow {
    static func insert(_ record: SessionRecord, _ database: Database) throws {
        let session = record.session
        try database.run(
            """
            INSERT INTO login_sessions (id, version, status, deadline, created_at, code_epoch,
                poll_digest, scan_digest, user_code_digest, code_digest, request, policy,
                requester)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .of(record.id.bytes), .of(session.version), .of(session.state.status.rawValue),
                .of(session.state.deadline), .of(session.createdAt), .of(record.codeEpoch),
                .of(record.digests.pollToken), .of(record.digests.scanToken),
                .of(record.digests.userCode), .of(record.digests.authorizationCode),
                .of(session.request.json.serializedText()), .of(text(session.policy)),
                .of(record.requester),
            ])
    }

    /// - Parameter former: as it stands in the database. Its policy, if it is the same, is not written
    ///   out again, nor an index touched for the end of what goes on; `nil`: not known.
    static func update(
        _ record: SessionRecord, from former: SessionRecord?, _ database: Database
    ) throws {
        let session = record.session
        var columns = """
            version = ?, status = ?, reason = ?, deadline = ?, claim_wallet = ?, claim_device = ?,
            claim_key = ?, claim_number = ?, second_scan = ?, face_verdicts = ?,
            wrong_redemptions = ?, person = ?, claim_person = ?
            """
        var values: [SQLValue] = [
            .of(session.version), .of(session.state.status.rawValue), .of(session.state.reason),
            .of(session.state.deadline), .of(session.claim?.wallet), .of(session.claim?.device),
            .of(session.claim?.deviceKey), .of(session.claim?.asksNumber ?? false),
            .of(session.hadSecondScan), .of(FaceVerdict.text(session.faceVerdicts)),
            .of(session.wrongRedemptions), .of(record.person), .of(session.claim?.person),
        ]
        if former?.session.policy != session.policy {
            columns += ", policy = ?"
            values.append(.of(text(session.policy)))
        }
        if former == nil || former?.session.endedAt != session.endedAt {
            columns += ", ended_at = ?"
            values.append(.of(session.endedAt))
        }
        values.append(.of(record.id.bytes))
        try database.run("UPDATE login_sessions SET \(columns) WHERE id = ?", values)
    }

    private static func text(_ policy: Policy) -> String { policy.json.serializedText() }
}
