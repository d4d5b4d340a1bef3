package import LoginFlow

/// One browser or device where a person has signed in, until it is ended or runs out.
package struct SignIn: Sendable, Equatable {
    package let id: SignInID
    /// Digest of the browser's cookie.
    package var cookie: Digest
    /// Digest of (wallet, person).
    package let person: Digest
    /// Who it is and what was done to find out, sealed.
    package var identity: [UInt8]
    /// Where it happened, sealed.
    package var requester: [UInt8]
    package let startedAt: Moment
    /// When the person last showed themselves on a phone.
    package var authenticatedAt: Moment
    package var lastAt: Moment
    package var expiresAt: Moment

    package init(
        id: SignInID, cookie: Digest, person: Digest, identity: [UInt8], requester: [UInt8],
        startedAt: Moment, authenticatedAt: Moment, lastAt: Moment, expiresAt: Moment
    ) {
        self.id = id
        self.cookie = cookie
        self.person = person
        self.identity = identity
        self.requester = requester
        self.startedAt = startedAt
        self.authenticatedAt = authenticatedAt
        self.lastAt = lastAt
        self.expiresAt = expiresAt
    }
}

/// A portal that takes part in a sign-in.
package struct Participant: Sendable, Equatable {
    package let clientID: String
    /// What this portal knows the sign-in by.
    package let sid: String
    /// Everything the person has granted it here.
    package var scopes: [String]

    package init(clientID: String, sid: String, scopes: [String]) {
        self.clientID = clientID
        self.sid = sid
        self.scopes = scopes
    }
}

/// A sign-in with the portals in it.
package struct JoinedSignIn: Sendable, Equatable {
    package var signIn: SignIn
    package var participants: [Participant]

    package func participant(_ clientID: String) -> Participant? {
        participants.first { $0.clientID == clientID }
    }
}

/// Which sign-ins are meant.
package enum SignInSelection: Sendable {
    case id(SignInID)
    /// By the name that a portal knows it by, unless somebody has signed out there already.
    case sid(String)
    /// One person's: one of them, or all.
    case person(Digest, SignInID?)
}
