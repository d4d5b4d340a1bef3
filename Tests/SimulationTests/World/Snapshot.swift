import Foundation
import GRDB
import LoginFlow

/// What stands in the database, read by a connection of its own with nothing of the store's code.
struct Snapshot {
    struct SessionRow {
        let id: Data
        let version: Int64
        let status: String
        let reason: String?
        let deadline: Int64?
        let createdAt: Int64
        let claimWallet: String?
        let claimDevice: Data?
        let claimKey: String?
        let faceVerdicts: String
        let person: Data?
        let pollDigest: Data
    }

    struct AuditRow: Equatable {
        let sequence: Int64
        let session: Data
        let version: Int64
        let at: Int64
        let from: String?
        let to: String
        let cause: String
        let reason: String?
        let client: String
        let wallet: String?
        /// What the row commits to beside itself.
        let evidence: Data?
        let hash: Data
    }

    struct GrantRow {
        let session: Data
        let client: String
        let isRevoked: Bool
    }

    var sessions: [Data: SessionRow] = [:]
    var audit: [AuditRow] = []
    /// Where in `audit` the rows of this step begin.
    var firstNew = 0
    var grants: [GrantRow] = []
    /// Thumbprints of device keys, and whether each is revoked.
    var devices: [String: Bool] = [:]
    /// Digests of refresh tokens that were used.
    var usedRefreshTokens: Set<Data> = []

    var newAudit: ArraySlice<AuditRow> { audit[firstNew...] }
}

extension Snapshot {
    /// - Parameter former: what was read before of the same database.
    init(_ database: Database, after former: Snapshot?) throws {
        for row in try Row.fetchAll(database, sql: "SELECT * FROM login_sessions") {
            let session = SessionRow(row)
            sessions[session.id] = session
        }
        audit = try Row.fetchAll(database, sql: "SELECT * FROM audit_trail ORDER BY sequence")
            .map(AuditRow.init)
        firstNew = min(former?.audit.count ?? 0, audit.count)
        grants = try Row.fetchAll(database, sql: "SELECT session, client, revoked FROM grants")
            .map {
                GrantRow(session: $0["session"], client: $0["client"], isRevoked: $0["revoked"])
            }
        for row in try Row.fetchAll(database, sql: "SELECT kid, revoked_at FROM devices") {
            devices[row["kid"]] = row["revoked_at"] as Int64? != nil
        }
        usedRefreshTokens = Set(
            try Data.fetchAll(database, sql: "SELECT digest FROM refresh_tokens WHERE used = 1"))
    }
}

extension Snapshot.SessionRow {
    init(_ row: Row) {
        self.init(
            id: row["id"], version: row["version"], status: row["status"], reason: row["reason"],
            deadline: row["deadline"], createdAt: row["created_at"],
            claimWallet: row["claim_wallet"], claimDevice: row["claim_device"],
            claimKey: row["claim_key"], faceVerdicts: row["face_verdicts"], person: row["person"],
            pollDigest: row["poll_digest"])
    }
}

extension Snapshot.AuditRow {
    init(_ row: Row) {
        self.init(
            sequence: row["sequence"], session: row["session"], version: row["version"],
            at: row["at"], from: row["from_status"], to: row["to_status"], cause: row["cause"],
            reason: row["reason"], client: row["client"], wallet: row["wallet"],
            evidence: row["evidence"], hash: row["hash"])
    }
}

extension SessionID {
    var data: Data { Data(bytes) }
}

extension LoginFlow.Digest {
    var data: Data { Data(bytes) }
}
