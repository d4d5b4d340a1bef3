import Foundation
import GRDB
import LoginFlow
import NIOConcurrencyHelpers

@testable import SessionStore

/// A database in a directory of its own, a clock set by hand, and everything told after commits.
final class StoreFixture: Sendable {
    let directory: URL
    let clock = NIOLockedValueBox(created)
    private let commits = NIOLockedValueBox<[[SessionRecord]]>([])

    /// What each commit told.
    var published: [[SessionRecord]] { commits.withLockedValue { $0 } }

    var path: String { directory.appending(path: "test.sqlite").path }

    init() throws {
        directory = FileManager.default.temporaryDirectory
            .appending(path: "session-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func open(
        keyCheck: LoginFlow.Digest = Digest(200), queueCapacity: Int = 100,
        afterCommit: (@Sendable ([SessionRecord]) -> Void)? = nil
    ) throws -> SessionStore {
        let (clock, commits) = (clock, commits)
        return try SessionStore(
            path: path, keyCheck: keyCheck, queueCapacity: queueCapacity,
            clock: { clock.withLockedValue { $0 } },
            afterCommit: { records in
                commits.withLockedValue { $0.append(records) }
                afterCommit?(records)
            })
    }

    func setClock(_ milliseconds: Int64) {
        clock.withLockedValue { $0 = after(milliseconds) }
    }

    /// A connection of somebody else.
    func elsewhere<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try DatabaseQueue(path: path).write(body)
    }
}

let created = Moment(seconds: 1_000_000_000)

func after(_ milliseconds: Int64) -> Moment {
    Moment(milliseconds: created.milliseconds + milliseconds)
}

extension LoginFlow.Digest {
    init(_ byte: UInt8) { self.init(bytes: [UInt8](repeating: byte, count: 32))! }

    /// Different for each pair of number and kind.
    init(number: Int, kind: UInt8) {
        var bytes = [UInt8](repeating: kind, count: 32)
        for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
        self.init(bytes: bytes)!
    }
}

extension SessionID {
    init(number: Int) {
        let bytes = (0..<16).map {
            $0 < 8 ? 0 : UInt8(truncatingIfNeeded: number >> (8 * (15 - $0)))
        }
        self.init(bytes: bytes)!
    }
}

extension Claim {
    static let phone = Claim(wallet: "one", device: Digest(1), deviceKey: "key")
    static let otherPhone = Claim(wallet: "two", device: Digest(2), deviceKey: nil)
}

extension SessionRecord {
    /// A new login session, like no other one with another number.
    static func new(
        _ number: Int, policy: Policy = Policy(), at now: Moment = created, requesterSize: Int = 8
    ) -> SessionRecord {
        var request = LoginRequest(
            clientID: "portal", redirectURI: "https://portal.example/cb", wallets: ["one", "two"])
        request.state = "s\(number)"
        return SessionRecord(
            session: LoginSession(
                id: SessionID(number: number), request: request, policy: policy, now: now),
            digests: SecretDigests(
                pollToken: Digest(number: number, kind: 10),
                scanToken: Digest(number: number, kind: 11),
                userCode: Digest(number: number, kind: 12),
                authorizationCode: Digest(number: number, kind: 13)),
            codeEpoch: Int64(number), requester: [UInt8](repeating: 7, count: requesterSize))
    }
}

extension SessionStore {
    @discardableResult
    func create(_ number: Int, policy: Policy = Policy()) async throws -> SessionRecord {
        try await create { .new(number, policy: policy, at: $0) }
    }

    /// Runs rules on a login session; what they refuse is the answer, as in the use cases.
    @discardableResult
    func apply(
        _ number: Int,
        _ rules: @escaping @Sendable (inout LoginSession, Moment) throws(Refusal) -> Void
    ) async throws -> Refusal? {
        try await change(.id(SessionID(number: number))) { change -> Refusal? in
            guard change.record != nil else { return .notFound }
            do throws(Refusal) {
                try rules(&change.record!.session, change.now)
                return nil
            } catch {
                return error
            }
        }
    }

    func scan(_ number: Int, by claim: Claim = .phone) async throws -> Refusal? {
        try await apply(number) { session, now throws(Refusal) in
            let policy = session.policy
            try session.scan(
                ScanAttempt(
                    claim: claim, policy: policy, subject: "x", isFresh: true, risk: .allow),
                at: now)
        }
    }

    func confirm(_ number: Int, by claim: Claim = .phone) async throws -> Refusal? {
        try await apply(number) { session, now throws(Refusal) in
            try session.confirm(by: claim, answers: Answers(), at: now)
        }
    }

    func redeem(_ number: Int) async throws -> Refusal? {
        try await apply(number) { session, now throws(Refusal) in
            try session.redeem(isRightClient: true, isRightProof: true, at: now)
        }
    }
}
