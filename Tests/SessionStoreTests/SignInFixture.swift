import LoginFlow

@testable import SessionStore

extension Identifier {
    init(number: Int) {
        let bytes = (0..<16).map {
            $0 < 8 ? 1 : UInt8(truncatingIfNeeded: number >> (8 * (15 - $0)))
        }
        self.init(bytes: bytes)!
    }
}

extension SignIn {
    /// A sign-in like no other one with another number; of person 1 unless said otherwise.
    static func new(_ number: Int, person: UInt8 = 1, expiresAt: Moment = after(60_000)) -> SignIn {
        SignIn(
            id: SignInID(number: number), cookie: Digest(number: number, kind: 20),
            person: Digest(person), identity: [1, 2, UInt8(number)], requester: [3, UInt8(number)],
            startedAt: created, authenticatedAt: created, lastAt: after(Int64(number)),
            expiresAt: expiresAt)
    }
}

extension Grant {
    /// A grant of the login session with this number.
    static func new(
        _ number: Int, in signIn: Int = 1, client: String = "portal", isOffline: Bool = false,
        expiresAt: Moment = after(60_000)
    ) -> Grant {
        Grant(
            id: GrantID(number: number), session: SessionID(number: number),
            signIn: SignInID(number: signIn), clientID: client, scopes: ["openid", "email"],
            facts: [4, UInt8(number)], keyThumbprint: nil, isOffline: isOffline,
            expiresAt: expiresAt)
    }
}

extension RefreshToken {
    static func new(_ number: Int, expiresAt: Moment = after(60_000)) -> RefreshToken {
        RefreshToken(digest: Digest(number: number, kind: 21), expiresAt: expiresAt)
    }
}

extension Delivery {
    static func new(
        _ number: Int, kind: Kind = .logout, client: String = "portal", nextAt: Moment? = created,
        giveUpAt: Moment = after(60_000)
    ) -> Delivery {
        Delivery(
            id: SessionID(number: number).bytes, kind: kind, clientID: client,
            content: [5, UInt8(number)], nextAt: nextAt, giveUpAt: giveUpAt)
    }
}

extension UsedStatement {
    static func number(_ number: Int) -> UsedStatement {
        UsedStatement(
            digest: Digest(number: number, kind: 50), forgetAt: after(60_000), deviceKey: nil)
    }
}

extension StatementOutcome {
    var answer: Result? { if case .done(let result) = self { result } else { nil } }
    var isReplayed: Bool { if case .replayed = self { true } else { false } }
}

extension SessionStore {
    /// Makes changes beside a login session, as its use case would.
    func apply(_ effects: StoreEffect...) async throws {
        try await change(.id(SessionID(number: 0))) { $0.effects = effects }
    }

    /// A sign-in with these portals in it.
    func signIn(
        _ number: Int, person: UInt8 = 1, clients: [String] = ["portal"]
    ) async throws -> SignIn {
        let signIn = SignIn.new(number, person: person)
        try await apply(.putSignIn(signIn))
        for client in clients {
            let participant = Participant(
                clientID: client, sid: "\(client) \(number)", scopes: ["openid"])
            try await apply(.join(participant, signIn.id))
        }
        return signIn
    }

    func find(_ number: Int) async throws -> JoinedSignIn? {
        try await signIns(.id(SignInID(number: number))).first
    }
}
