import Foundation
import GRDB
import LoginFlow
import StrictJSON

/// The row of one login session, both ways.
enum SessionRow {
    /// A row that does not say a login session: somebody has edited the database.
    struct Unreadable: Error {}

    /// The columns by their place in ``selection``: looking names up would cost a quarter of the
    /// reading, which is done for every change (`qrbench transitions`).
    enum Column: Int, CaseIterable {
        case id, version, status, reason, deadline, endedAt, createdAt, codeEpoch, pollDigest
        case scanDigest, userCodeDigest, codeDigest, request, policy, requester, claimWallet
        case claimDevice, claimKey, claimNumber, secondScan, faceVerdicts, wrongRedemptions, person
        case claimPerson
    }

    /// What ``record(_:)`` is to be given.
    static let selection = """
        id, version, status, reason, deadline, ended_at, created_at, code_epoch, poll_digest, \
        scan_digest, user_code_digest, code_digest, request, policy, requester, claim_wallet, \
        claim_device, claim_key, claim_number, second_scan, face_verdicts, wrong_redemptions, person, \
        claim_person
        """

    static func record(_ row: Row) throws -> SessionRecord {
        guard let id = SessionID(bytes: row[.id] as Data),
            let request = request(row),
            let digests = digests(row), let progress = progress(row)
        else { throw Unreadable() }
        let session = LoginSession(
            id: id, request: request, createdAt: Moment(milliseconds: row[.createdAt]),
            progress: progress)
        return SessionRecord(
            session: session, digests: digests, codeEpoch: row[.codeEpoch],
            requester: Array(row[.requester] as Data),
            person: (row[.person] as Data?).map { Array($0) })
    }

    private static func request(_ row: Row) -> LoginRequest? {
        (try? JSONValue(parsing: row[.request] as String)).flatMap(LoginRequest.init(json:))
    }

    private static func digests(_ row: Row) -> SecretDigests? {
        guard let poll = Digest(bytes: row[.pollDigest] as Data),
            let scan = Digest(bytes: row[.scanDigest] as Data),
            let code = Digest(bytes: row[.codeDigest] as Data)
        else { return nil }
        return SecretDigests(
            pollToken: poll, scanToken: scan,
            userCode: (row[.userCodeDigest] as Data?).flatMap { Digest(bytes: $0) },
            authorizationCode: code)
    }

    private static func progress(_ row: Row) -> LoginSession.Progress? {
        guard let json = try? JSONValue(parsing: row[.policy] as String),
            let policy = Policy(json: json),
            let status = Status(rawValue: row[.status]),
            let state = LoginState(
                status: status,
                deadline: (row[.deadline] as Int64?).map { Moment(milliseconds: $0) },
                reason: row[.reason]),
            let verdicts = FaceVerdict.list(row[.faceVerdicts])
        else { return nil }
        return LoginSession.Progress(
            policy: policy, state: state, version: row[.version], claim: claim(row),
            hadSecondScan: row[.secondScan], faceVerdicts: verdicts,
            wrongRedemptions: row[.wrongRedemptions],
            endedAt: (row[.endedAt] as Int64?).map { Moment(milliseconds: $0) })
    }

    private static func claim(_ row: Row) -> Claim? {
        guard let wallet = row[.claimWallet] as String?,
            let device = (row[.claimDevice] as Data?).flatMap({ Digest(bytes: $0) })
        else { return nil }
        return Claim(
            wallet: wallet, device: device, deviceKey: row[.claimKey],
            person: (row[.claimPerson] as Data?).flatMap { Digest(bytes: $0) },
            asksNumber: row[.claimNumber])
    }
}

extension Row {
    fileprivate subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        column: SessionRow.Column
    ) -> Value { self[column.rawValue] }
}
