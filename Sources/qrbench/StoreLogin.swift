import LoginFlow
import SessionStore

/// One login at the store, as the use cases take it there, without what stands above.
struct StoreLogin {
    let number: Int
    /// Whether it leaves what a real one does beside its own row.
    var hasEffects = false

    /// One durable write; each is a commit of its own unless it shares one.
    enum Step: CaseIterable {
        case create, scan, confirm, redeem

        /// Rows of the audit trail that it writes.
        var transitions: Int {
            switch self {
            case .create, .scan, .redeem: 1
            case .confirm: 2
            }
        }
    }

    struct Refused: Error {}

    func take(_ step: Step, in store: SessionStore) async throws {
        switch step {
        case .create: try await create(in: store)
        case .scan:
            try await change(by: 20, in: store) { session, now throws(Refusal) in
                try session.scan(Sample.scan, at: now)
            }
        case .confirm:
            try await change(by: 21, in: store) { session, now throws(Refusal) in
                try session.confirm(by: Sample.claim, answers: Answers(), at: now)
            }
        case .redeem:
            try await change(by: nil, in: store) { session, now throws(Refusal) in
                try session.redeem(isRightClient: true, isRightProof: true, at: now)
            }
        }
    }

    private func create(in store: SessionStore) async throws {
        let number = number
        _ = try await store.create { now in
            SessionRecord(
                session: Sample.waiting(number, at: now),
                digests: SecretDigests(
                    pollToken: Sample.digest(number, kind: 10),
                    scanToken: Sample.digest(number, kind: 11),
                    userCode: Sample.digest(number, kind: 12),
                    authorizationCode: Sample.digest(number, kind: 13)),
                codeEpoch: 0, requester: [UInt8](repeating: 7, count: 160))
        }
    }

    /// - Parameter statement: which of the phone's statements asks for it; `nil`: the portal does.
    private func change(
        by statement: UInt8?, in store: SessionStore,
        _ rule: @escaping @Sendable (inout LoginSession, Moment) throws(Refusal) -> Void
    ) async throws {
        let used = statement.map {
            UsedStatement(
                digest: Sample.digest(number, kind: $0), forgetAt: Sample.start + 1_000_000_000,
                deviceKey: nil)
        }
        let outcome = try await store.change(
            .id(Sample.id(number)), by: used.map { [$0] } ?? []
        ) { change -> Bool in
            guard change.record != nil else { return false }
            if hasEffects {
                let effects = LoginEffects(number: number, now: change.now)
                change.evidence = used.map { _ in effects.evidence }
                change.effects = used == nil ? effects.all : []
            }
            do throws(Refusal) {
                try rule(&change.record!.session, change.now)
                return true
            } catch {
                return false
            }
        }
        guard case .done(true) = outcome else { throw Refused() }
    }
}
