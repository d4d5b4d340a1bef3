import LoginFlow
package import Secrets
import SessionStore
import Tokens

/// What a portal's browser brings to the logout (OpenID Connect RP-Initiated Logout 1.0).
package struct LogoutRequest: Sendable {
    package var idTokenHint: String?
    package var clientID: String?
    package var redirectURI: String?
    package var browser: SignInToken?
    /// Whether the person has pressed the button on our page.
    package var isConfirmed = false

    package init() {}
}

/// What comes of a logout.
package enum LogoutOutcome: Sendable {
    /// The person must be asked first: nothing shows that the portal speaks for them.
    case ask
    /// Over; the browser goes back to the portal where it may.
    case done(redirectURI: String?)
}

extension Broker {
    /// Ends the sign-in of a browser.
    ///
    /// A good ID token names the sign-in and needs no question. Without one only the person at the
    /// browser can end it, on our own page.
    ///
    /// - Throws: `invalidRequest` for a hint or address that is not good; nothing has ended then.
    package func logout(_ asked: LogoutRequest) async throws(BrokerRefusal) -> LogoutOutcome {
        let hint = try hint(asked)
        let client = hint?.clientID ?? asked.clientID
        if let uri = asked.redirectURI {
            guard let client, let party = parties.known(client),
                party.has(postLogoutRedirectURI: uri)
            else { throw .invalidRequest(parameter: "post_logout_redirect_uri") }
        }
        let joined = try await signIn(of: asked.browser)
        let isOwn = joined?.participants.contains { $0.sid == hint?.sid } ?? true
        // A hint of another sign-in than this browser's must not end either in silence (OpenID
        // Connect RP-Initiated Logout 1.0 section 2).
        guard isOwn || asked.isConfirmed else { return .ask }
        if let joined { try await leave(.id(joined.signIn.id)) }
        if let sid = hint?.sid, joined == nil || !isOwn { try await leave(.sid(sid)) }
        // What ends, ends at a portal that is switched off, too; nobody is sent there.
        let isOff = client.map { parties.isOff($0) } ?? false
        return .done(redirectURI: isOff ? nil : asked.redirectURI)
    }

    private func hint(_ asked: LogoutRequest) throws(BrokerRefusal) -> IDTokenHint? {
        guard let text = asked.idTokenHint else { return nil }
        guard let hint = hint(text), asked.clientID == nil || asked.clientID == hint.clientID
        else { throw .invalidRequest(parameter: "id_token_hint") }
        return hint
    }

    /// Looks before it writes: an old hint can be sent as often as anybody likes.
    private func leave(_ selection: SignInSelection) async throws(BrokerRefusal) {
        let known = try await stored { () async throws(StoreFailure) in
            try await store.signIns(selection)
        }
        if known.isEmpty { return }
        _ = try await stored { () async throws(StoreFailure) in
            try await store.endSignIns(selection, sparingOffline: true) { joined, now in
                try self.logouts(of: joined, at: now)
            }
        }
    }
}
