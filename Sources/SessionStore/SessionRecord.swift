package import LoginFlow

/// One login session with all that is kept beside its rules.
package struct SessionRecord: Sendable, Equatable {
    package var session: LoginSession
    /// Digests of its secrets; the secrets themselves are nowhere (INV-11).
    package let digests: SecretDigests
    /// When frame 0 began, in milliseconds of the clock that frames are counted by.
    package let codeEpoch: Int64
    /// The requester as the phone will see it, sealed.
    package let requester: [UInt8]
    /// The person and what they released, sealed; set by scan and decision.
    package var person: [UInt8]?

    package var id: SessionID { session.id }

    package init(
        session: LoginSession, digests: SecretDigests, codeEpoch: Int64, requester: [UInt8],
        person: [UInt8]? = nil
    ) {
        self.session = session
        self.digests = digests
        self.codeEpoch = codeEpoch
        self.requester = requester
        self.person = person
    }
}

/// What the secrets of a login session are recognised by.
package struct SecretDigests: Sendable, Equatable {
    package let pollToken: Digest
    package let scanToken: Digest
    /// Keyed, because the typed code is short; absent where the policy has none.
    package let userCode: Digest?
    package let authorizationCode: Digest

    package init(
        pollToken: Digest, scanToken: Digest, userCode: Digest?, authorizationCode: Digest
    ) {
        self.pollToken = pollToken
        self.scanToken = scanToken
        self.userCode = userCode
        self.authorizationCode = authorizationCode
    }
}

/// By what a login session is found.
package enum SessionKey: Sendable, Hashable {
    case id(SessionID)
    case scanToken(Digest)
    case userCode(Digest)
    case authorizationCode(Digest)
}
