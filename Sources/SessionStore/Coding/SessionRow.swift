import Foundation
import GRDB
import LoginFlow
import StrictJSON

/// The row of one login session, both ways.
enum SessionRow {
    /// A row that does not say a login session: somebody has edited the database.
    struct Unreadable: Error {}

    static func record(_ row: Row) throws -> SessionRecord {
        guard let id = SessionID(bytes: row["id"] as Data),
            let request = request(row),
            let digests = digests(row), let progress = progress(row)
        else { throw Unreadable() }
        let session = LoginSession(
            id: id, request: request, createdAt: Moment(milliseconds: row["created_at"]),
            progress: progress)
        return SessionRecord(
            session: session, digests: digests, codeEpoch: row["code_epoch"],
            requester: Array(row["requester"] as Data),
            person: (row["person"] as Data?).map { Array($0) })
    }

    private static func request(_ row: Row) -> LoginRequest? {
        (try? JSONValue(parsing: row["request"] as String)).flatMap(LoginRequest.init(json:))
    }

    private static func digests(_ row: Row) -> SecretDigests? {
        guard let poll = Digest(bytes: row["poll_digest"] as Data),
            let scan = Digest(bytes: row["scan_digest"] as Data),
            let code = Digest(bytes: row["code_digest"] as Data)
        else { return nil }
        return SecretDigests(
            pollToken: poll, scanToken: scan,
            userCode: (row["user_code_digest"] as Data?).flatMap { Digest(bytes: $0) },
            authorizationCode: code)
    }

    private static func progress(_ row: Row) -> LoginSession.Progress? {
        guard let json = try? JSONValue(parsing: row["policy"] as String),
            let policy = Policy(json: json),
            let status = Status(rawValue: row["status"]),
            let state = LoginState(
                status: status,
                deadline: (row["deadline"] as Int64?).map { Moment(milliseconds: $0) },
                reason: row["reason"]),
            let verdicts = FaceVerdict.list(row["face_verdicts"])
        else { return nil }
        return LoginSession.Progress(
            policy: policy, state: state, version: row["version"], claim: claim(row),
            hadSecondScan: row["second_scan"], faceVerdicts: verdicts,
            wrongRedemptions: row["wrong_redemptions"],
            endedAt: (row["ended_at"] as Int64?).map { Moment(milliseconds: $0) })
    }

    private static func claim(_ row: Row) -> Claim? {
        guard let wallet = row["claim_wallet"] as String?,
            let device = (row["claim_device"] as Data?).flatMap({ Digest(bytes: $0) })
        else { return nil }
        return Claim(
            wallet: wallet, device: device, deviceKey: row["claim_key"],
            asksNumber: row["claim_number"])
    }
}
