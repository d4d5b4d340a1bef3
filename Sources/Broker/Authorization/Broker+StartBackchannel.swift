import Base64URL
import LoginFlow
import Secrets
import SessionStore
import StrictJSON

/// What a portal's server gets for its request (OpenID CIBA section 7.3).
package struct BackchannelAuthorization: Sendable {
    package let requestID: String
    /// Seconds until nothing can come of it any more; there is less time to find it.
    package let expiresIn: Int
    package let interval: Int
}

extension Broker {
    /// The bounds of a token that a portal gives for its ping (OpenID CIBA section 7.1).
    private static var notificationTokenLimit: Int { 1024 }

    /// Starts a login session that waits for the phone of one person, whom the portal knows already.
    ///
    /// - Parameters:
    ///   - loginHint: the subject the portal knows the person by; or an ID token in `asked`.
    ///   - notificationToken: shown back to a portal that wants to be told.
    package func startBackchannel(
        _ asked: StartRequest, loginHint: String?, notificationToken: String?,
        by party: RelyingParty, requester: Requester
    ) async throws(BrokerRefusal) -> BackchannelAuthorization {
        if party.isPublic { throw .oauth(.unauthorizedClient) }
        try require(.ciba, of: party)
        var asked = asked
        asked.subject = try subject(asked, loginHint, party)
        try checkBindingMessage(asked.bindingMessage)
        if let expiry = asked.requestedExpiry, !StartLimit.requestedExpiry.contains(expiry) {
            throw .invalidRequest(parameter: "requested_expiry")
        }
        try check(notificationToken, party)
        let checked = try check(asked)
        if let subject = checked.request.expectedSubject { try requirePeace(.subject(subject)) }
        let (_, poll) = try await open(
            checked, requester, addressedTo: checked.request.expectedSubject
        ) { (id, poll) throws(BrokerRefusal) in
            try self.ping(id, poll, notificationToken, party)
        }
        return BackchannelAuthorization(
            requestID: poll.exposedText, expiresIn: checked.policy.lifetimes.total.count,
            interval: PollPace.interval)
    }

    /// Whom the portal means: exactly one hint (OpenID CIBA section 7.1).
    private func subject(
        _ asked: StartRequest, _ loginHint: String?, _ party: RelyingParty
    ) throws(BrokerRefusal) -> String {
        switch (loginHint, asked.idTokenHint) {
        case (let hint?, nil):
            // A subject of ours is an HMAC-SHA256; anything else can be nobody.
            guard Base64URL.decode(hint)?.count == Digest.byteCount
            else { throw .oauth(.unknownUserID) }
            return hint
        case (nil, let text?):
            guard let hint = hint(text, for: party) else { throw .oauth(.unknownUserID) }
            return hint.subject
        default: throw .invalidRequest(parameter: "login_hint")
        }
    }

    private func checkBindingMessage(_ text: String?) throws(BrokerRefusal) {
        guard let text else { return }
        guard PlainText.isShowable(text, limit: StartLimit.bindingMessage)
        else { throw .oauth(.invalidBindingMessage) }
    }

    private func check(
        _ notificationToken: String?, _ party: RelyingParty
    ) throws(BrokerRefusal) {
        if party.pingEndpoint == nil { return }
        guard let token = notificationToken,
            (1...Self.notificationTokenLimit).contains(token.utf8.count),
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .invalidRequest(parameter: "client_notification_token") }
    }

    /// What the portal will be told; it holds the secret it waits with, so it is sealed.
    private func ping(
        _ id: SessionID, _ poll: PollToken, _ token: String?, _ party: RelyingParty
    ) throws(BrokerRefusal) -> Delivery? {
        guard party.pingEndpoint != nil, let token else { return nil }
        let content: JSONValue = [
            "auth_req_id": .string(poll.exposedText), "token": .string(token),
        ]
        let delivery = try? delivery(
            .ping, id: id.bytes, to: party, content, nextAt: nil, now: clock.now())
        guard let delivery else { throw .unavailable("cannot seal a ping") }
        return delivery
    }
}
