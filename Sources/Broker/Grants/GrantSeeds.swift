import Base64URL
import LoginFlow
import Secrets
import SessionStore

/// Everything random that a redemption may need, drawn before its transaction.
struct GrantSeeds: Sendable {
    let grant: GrantID
    let signIn: SignInID
    /// What the portal will know the sign-in by, where it is new to it.
    let sid: String
    let refreshToken: RefreshTokenSecret

    init(at now: Moment, _ random: (Int) -> [UInt8]) {
        grant = GrantID(at: now, random)
        signIn = SignInID(at: now, random)
        sid = Base64URL.encode(random(16))
        refreshToken = RefreshTokenSecret(bytes: random(SecretSize.refreshToken))
    }

    /// The refresh token as the store recognises it; `nil` without offline access.
    func stored(for grant: Grant) -> RefreshToken? {
        guard grant.isOffline else { return nil }
        return RefreshToken(digest: Digest(of: refreshToken), expiresAt: grant.expiresAt)
    }
}
