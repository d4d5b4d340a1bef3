package import LoginFlow

/// What one use case sees and changes inside the transaction.
///
/// The use case is a pure function over this value; the store loads it, runs the function, and
/// writes what differs, so that checking and writing cannot fall apart.
package struct StoreChange {
    /// The clock, read inside the transaction (INV-4).
    package let now: Moment
    /// `nil` when there is none under the key.
    package var record: SessionRecord?
    /// Rows beside the login session that change with it.
    package var effects: [StoreEffect] = []
    /// The signed statement behind the change, kept with its row in the audit trail; dropped where
    /// nothing changes.
    package var evidence: SignedEvidence?

    /// What a use case may look up beside the login session.
    struct Lookups {
        var isKnownBrowser: (_ person: Digest, _ browser: Digest) throws -> Bool
        var signIn: (SignInID) throws -> JoinedSignIn?
        var heldLevel: (_ person: Digest) throws -> Int
        var isRevoked: (UsedStatement.DeviceKey) throws -> Bool
    }

    private let lookups: Lookups

    init(now: Moment, record: SessionRecord?, lookups: Lookups) {
        self.now = now
        self.record = record
        self.lookups = lookups
    }

    /// Whether this person has logged in from this browser before.
    package func isKnown(browser: Digest, of person: Digest) throws -> Bool {
        try lookups.isKnownBrowser(person, browser)
    }

    package func signIn(_ id: SignInID) throws -> JoinedSignIn? { try lookups.signIn(id) }

    /// The level this person keeps from former logins; 0: none.
    package func heldLevel(of person: Digest) throws -> Int { try lookups.heldLevel(person) }

    /// Whether the phone that has claimed the login session was removed since.
    package func isRevoked(_ claim: Claim) throws -> Bool {
        guard let kid = claim.deviceKey, let person = claim.person else { return false }
        return try lookups.isRevoked(UsedStatement.DeviceKey(person: person, kid: kid))
    }
}

/// A change beside the login session's own row.
package enum StoreEffect: Sendable {
    case issueGrant(Grant, RefreshToken?)
    case revokeGrant(SessionID)
    /// Starts a sign-in, or brings the one under its id up to date.
    case putSignIn(SignIn)
    case join(Participant, SignInID)
    case endSignIn(SignInID)
    case deliver(Delivery)
    /// This device key has signed a decision; what it was about is sealed.
    case noteUse(UsedStatement.DeviceKey, [UInt8])
    /// This person has logged in from this browser.
    case rememberBrowser(person: Digest, browser: Digest)
    /// This person keeps a level until then.
    case raiseLevel(person: Digest, level: Int, until: Moment)
}

/// A signed statement as the store remembers it, so that it counts once.
package struct UsedStatement: Sendable {
    /// Digest of issuer and `jti`.
    package let digest: Digest
    /// From then on its own `exp` refuses it.
    package let forgetAt: Moment
    /// The device key that signed it, which must still be enrolled in the transaction itself.
    package let deviceKey: DeviceKey?
    /// What must not be switched off in the transaction itself: its wallet, and the wallet's key.
    package let signers: [Switchable]

    package struct DeviceKey: Sendable, Hashable {
        package let person: Digest
        package let kid: String

        package init(person: Digest, kid: String) {
            self.person = person
            self.kid = kid
        }
    }

    package init(
        digest: Digest, forgetAt: Moment, deviceKey: DeviceKey?, signers: [Switchable] = []
    ) {
        self.digest = digest
        self.forgetAt = forgetAt
        self.deviceKey = deviceKey
        self.signers = signers
    }
}

/// How a statement fared before its use case was asked.
package enum StatementOutcome<Result: Sendable>: Sendable {
    case done(Result)
    case replayed
    /// Its device key was revoked meanwhile.
    case keyRevoked
    /// Its wallet, or the wallet's key, was switched off meanwhile.
    case switchedOff
}
