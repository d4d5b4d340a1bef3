import Foundation
import GRDB
import LoginFlow
import StrictJSON

extension SessionRow {
    static func insert(_ record: SessionRecord, _ database: Database) throws {
        let session = record.session
        try database.cachedStatement(
            sql: """
                INSERT INTO login_sessions (id, version, status, deadline, created_at, code_epoch,
                    poll_digest, scan_digest, user_code_digest, code_digest, request, policy,
                    requester)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            Data(record.id.bytes), session.version, session.state.status.rawValue,
            session.state.deadline?.milliseconds, session.createdAt.milliseconds,
            record.codeEpoch, Data(record.digests.pollToken.bytes),
            Data(record.digests.scanToken.bytes), record.digests.userCode.map { Data($0.bytes) },
            Data(record.digests.authorizationCode.bytes),
            session.request.json.serializedText(), session.policy.json.serializedText(),
            Data(record.requester),
        ])
    }

    static func update(_ record: SessionRecord, _ database: Database) throws {
        let session = record.session
        try database.cachedStatement(
            sql: """
                UPDATE login_sessions SET version = ?, status = ?, reason = ?, deadline = ?,
                    ended_at = ?, policy = ?, claim_wallet = ?,
                    claim_device = ?, claim_key = ?, claim_number = ?, second_scan = ?,
                    face_verdicts = ?, wrong_redemptions = ?, person = ?,
                    claim_person = ?
                WHERE id = ?
                """
        ).execute(arguments: [
            session.version, session.state.status.rawValue, session.state.reason,
            session.state.deadline?.milliseconds, session.endedAt?.milliseconds,
            session.policy.json.serializedText(), session.claim?.wallet,
            session.claim.map { Data($0.device.bytes) }, session.claim?.deviceKey,
            session.claim?.asksNumber ?? false, session.hadSecondScan,
            FaceVerdict.text(session.faceVerdicts), session.wrongRedemptions,
            record.person.map { Data($0) }, session.claim?.person.map { Data($0.bytes) },
            Data(record.id.bytes),
        ])
    }
}
