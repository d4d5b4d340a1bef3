import AuditChain
import Foundation
import GRDB
import LoginFlow
import NIOConcurrencyHelpers
import StrictJSON
import Tokens

@testable import Audit
@testable import SessionStore

/// A database whose trail can be signed, and spoilt by somebody who may write the file.
final class TrailFixture: Sendable {
    static let issuer = "https://login.example"

    let key = SigningKey.newES256()
    let store: SessionStore
    private let folder: URL
    private let signer: NIOLockedValueBox<TrailSigner?>

    var path: String { folder.appending(path: "test.sqlite").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        signer = NIOLockedValueBox(nil)
        store = try SessionStore(
            path: folder.appending(path: "test.sqlite").path,
            keyCheck: Digest(bytes: [UInt8](repeating: 1, count: 32))!, clock: { Self.now },
            afterCommit: { _ in })
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    static let now = Moment(seconds: 1_000_000_000)

    var keys: AuditKeys { get throws { try AuditKeys(json: key.publicKey.jwk) } }

    func digest(_ number: Int, _ kind: UInt8) -> LoginFlow.Digest {
        var bytes = [UInt8](repeating: kind, count: 32)
        (bytes[0], bytes[1]) = (UInt8(number & 255), UInt8(number >> 8))
        return LoginFlow.Digest(bytes: bytes)!
    }

    func id(_ number: Int) -> SessionID { SessionID(bytes: digest(number, 9).bytes.prefix(16))! }

    /// A login that is cancelled: two rows.
    func login(_ number: Int, evidence: SignedEvidence? = nil) async throws {
        let digests = SecretDigests(
            pollToken: digest(number, 1), scanToken: digest(number, 2), userCode: nil,
            authorizationCode: digest(number, 3))
        let id = id(number)
        _ = try await store.create { now in
            SessionRecord(
                session: LoginSession(
                    id: id,
                    request: LoginRequest(clientID: "portal", redirectURI: nil, wallets: ["one"]),
                    policy: Policy(), now: now),
                digests: digests, codeEpoch: 0, requester: [])
        }
        try await store.change(.id(id)) { change in
            change.evidence = evidence
            try change.record?.session.cancel(at: change.now)
        }
    }

    /// Ten logins and 20 rows, of which the first 8 and then the first 16 are signed.
    func history() async throws {
        for number in 1...10 {
            try await login(number)
            if number == 4 || number == 8 { try await sign() }
        }
    }

    @discardableResult
    func sign(with key: SigningKey? = nil) async throws -> TrailSigner.Outcome {
        var signer = try await TrailSigner(store: store, issuer: Self.issuer, keys: keys)
        return try await signer.sign(with: key ?? self.key, at: Self.now)
    }

    func check(keys: AuditKeys? = nil, kept: [String] = []) throws -> TrailReport {
        let keys = try keys ?? self.keys
        return try TrailFile.read(path: path) { try TrailCheck.check($0, keys: keys, kept: kept) }
    }

    /// Somebody who can write the file is not held up by its triggers.
    func spoil(_ body: (Database) throws -> Void) throws {
        try DatabaseQueue(path: path).write { database in
            let triggers = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            for name in triggers where name.hasPrefix("audit") {
                try database.execute(sql: "DROP TRIGGER \(name)")
            }
            try body(database)
        }
    }

    func spoil(_ sql: String) throws { try spoil { try $0.execute(sql: sql) } }

    /// Makes the chain hold again from a row on, as whoever knows the format can.
    func rechain(from first: Int64) throws {
        try spoil { database in
            var hash = ChainStart.hash
            var rows: [HashedRow] = []
            try TrailRows(database).forEach { rows.append($0) }
            for found in rows {
                if found.row.sequence >= first {
                    try database.execute(
                        sql: "UPDATE audit_trail SET hash = ? WHERE sequence = ?",
                        arguments: [Data(found.row.hash(after: hash)), found.row.sequence])
                    hash = found.row.hash(after: hash)
                } else {
                    hash = found.hash
                }
            }
        }
    }

    func checkpoints() throws -> [String] {
        try TrailFile.read(path: path) { try $0.checkpoints().map(\.statement) }
    }
}
