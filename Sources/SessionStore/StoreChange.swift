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

    private let isKnownBrowser: (_ person: Digest, _ browser: Digest) throws -> Bool

    init(
        now: Moment, record: SessionRecord?,
        isKnownBrowser: @escaping (_ person: Digest, _ browser: Digest) throws -> Bool
    ) {
        self.now = now
        self.record = record
        self.isKnownBrowser = isKnownBrowser
    }

    /// Whether this person has logged in from this browser before.
    package func isKnown(browser: Digest, of person: Digest) throws -> Bool {
        try isKnownBrowser(person, browser)
    }
}

/// A change beside the login session's own row.
package enum StoreEffect: Sendable {
    case issueGrant(Grant)
    case revokeGrant(SessionID)
    /// This person has logged in from this browser.
    case rememberBrowser(person: Digest, browser: Digest)
}

/// A signed statement as the store remembers it, so that it counts once.
package struct UsedStatement: Sendable {
    /// Digest of issuer and `jti`.
    package let digest: Digest
    /// From then on its own `exp` refuses it.
    package let forgetAt: Moment
    /// The device key that signed it, which must still be enrolled in the transaction itself.
    package let deviceKey: DeviceKey?

    package struct DeviceKey: Sendable, Hashable {
        package let person: Digest
        package let kid: String

        package init(person: Digest, kid: String) {
            self.person = person
            self.kid = kid
        }
    }

    package init(digest: Digest, forgetAt: Moment, deviceKey: DeviceKey?) {
        self.digest = digest
        self.forgetAt = forgetAt
        self.deviceKey = deviceKey
    }
}

/// How a statement fared before its use case was asked.
package enum StatementOutcome<Result: Sendable>: Sendable {
    case done(Result)
    case replayed
    /// Its device key was revoked meanwhile.
    case keyRevoked
}
