import LoginFlow
import SessionStore

/// What a login leaves beside its own row, in the sizes it has at a login by `qrload` (read from the
/// broker's database, 2026-11-23). What is sealed there is noise here: nobody opens it.
struct LoginEffects {
    let number: Int
    let now: Moment

    private static let day = 86_400

    private var person: LoginFlow.Digest { Sample.digest(number, kind: 30) }

    private func name<Kind>(_ kind: UInt8) -> Identifier<Kind> {
        Identifier(bytes: Sample.digest(number, kind: kind).bytes.prefix(16))!
    }

    private func noise(_ count: Int) -> [UInt8] {
        var numbers = Numbers(seed: UInt64(number) ^ UInt64(count) << 48)
        return numbers.bytes(count)
    }

    /// Kept with a decision's row in the audit trail.
    var evidence: SignedEvidence {
        SignedEvidence(
            commitment: Sample.digest(number, kind: 31).bytes, person: person,
            content: noise(792), forgetAt: now + Seconds(180 * Self.day))
    }

    /// The person has signed in, and the portal has a grant.
    var all: [StoreEffect] {
        let signIn = SignIn(
            id: name(32), cookie: Sample.digest(number, kind: 33), person: person,
            identity: noise(254), requester: noise(143), startedAt: now, authenticatedAt: now,
            lastAt: now, expiresAt: now + Seconds(Self.day / 2))
        let participant = Participant(
            clientID: "demo-portal", sid: "\(number)", scopes: ["profile"])
        let grant = Grant(
            id: name(34), session: Sample.id(number), signIn: signIn.id, clientID: "demo-portal",
            scopes: ["openid", "profile"], facts: noise(226), keyThumbprint: nil, isOffline: false,
            expiresAt: now + 600)
        return [
            .putSignIn(signIn), .join(participant, signIn.id), .issueGrant(grant, nil),
            .rememberBrowser(person: person, browser: Sample.digest(number, kind: 35)),
        ]
    }
}
