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

    init(_ random: (Int) -> [UInt8]) {
        grant = Self.identifier(random)
        signIn = Self.identifier(random)
        sid = Base64URL.encode(random(16))
        refreshToken = RefreshTokenSecret(bytes: random(SecretSize.refreshToken))
    }

    private static func identifier<Kind>(_ random: (Int) -> [UInt8]) -> Identifier<Kind> {
        guard let identifier = Identifier<Kind>(bytes: random(Identifier<Kind>.byteCount)) else {
            preconditionFailure("as many bytes as were asked for")
        }
        return identifier
    }

    /// The refresh token as the store recognises it; `nil` without offline access.
    func stored(for grant: Grant) -> RefreshToken? {
        guard grant.isOffline else { return nil }
        return RefreshToken(digest: Digest(of: refreshToken), expiresAt: grant.expiresAt)
    }
}
