import Base64URL
import LoginFlow
import Secrets
package import SessionStore
import StrictJSON
import Tokens

/// One message on its way to a portal.
package struct DeliveryMessage: Sendable {
    package let address: String
    package let contentType: String
    package let body: [UInt8]
    /// `Authorization: Bearer`, where the portal has given a token for it.
    package let bearer: String?
    /// Whether only a public address may be called: nobody has checked who registered it.
    package let isPublicOnly: Bool
}

extension Broker {
    /// How long a portal that does not answer is told again: two days.
    private static var patience: Seconds { 172_800 }
    /// How long a logout token is good (OpenID Connect Back-Channel Logout 1.0 section 2.4).
    private static var logoutTokenLifetime: Seconds { 120 }

    /// What the portals of a sign-in must be told when it ends.
    func logouts(of joined: JoinedSignIn, at now: Moment) throws -> [Delivery] {
        guard let identity = identity(of: joined.signIn) else { return [] }
        return try joined.participants.compactMap { participant in
            guard let party = parties.known(participant.clientID), party.backchannelLogoutURI != nil
            else { return nil }
            let subject = subject(
                wallet: identity.approval.wallet, sub: identity.approval.sub, for: party)
            let content: JSONValue = [
                "sub": .string(subject), "sid": .string(participant.sid),
            ]
            return try delivery(
                .logout, id: random(16), to: party, content, nextAt: now, now: now)
        }
    }

    /// - Parameter nextAt: `nil` while the outcome is not known.
    func delivery(
        _ kind: Delivery.Kind, id: [UInt8], to party: RelyingParty, _ content: JSONValue,
        nextAt: Moment?, now: Moment
    ) throws -> Delivery {
        Delivery(
            id: id, kind: kind, clientID: party.id,
            content: try seal(content, .delivery, for: id),
            nextAt: nextAt, giveUpAt: now + Self.patience)
    }

    /// Portals that are told nothing at the moment; what there is for them waits.
    package var silencedPortals: [String] {
        store.switches.list.compactMap { if case .portal(let id) = $0.what { id } else { nil } }
    }

    /// The message of a delivery, made anew for each try, because a logout token is soon too old.
    ///
    /// - Returns: `nil` when the portal is gone or wants to hear nothing any more.
    /// - Throws: `switchedOff` while the portal is; it hears when it is on again.
    package func message(of delivery: Delivery) throws(BrokerRefusal) -> DeliveryMessage? {
        if parties.isOff(delivery.clientID) { throw .switchedOff }
        guard let party = parties[delivery.clientID],
            let content = unseal(delivery.content, .delivery, for: delivery.id)
        else { return nil }
        switch delivery.kind {
        case .logout: return try logoutMessage(content, party)
        case .ping: return pingMessage(content, party)
        }
    }

    private func logoutMessage(
        _ content: JSONValue, _ party: RelyingParty
    ) throws(BrokerRefusal) -> DeliveryMessage? {
        guard let address = party.backchannelLogoutURI, let subject = content["sub"],
            let sid = content["sid"]
        else { return nil }
        let now = clock.now()
        let event = "http://schemas.openid.net/event/backchannel-logout"
        let claims: JSONObject = [
            "iss": .string(settings.issuer), "aud": .string(party.id), "sub": subject,
            "sid": sid, "iat": .integer(now.seconds),
            "exp": .integer((now + Self.logoutTokenLifetime).seconds),
            "jti": .string(Base64URL.encode(random(16))),
            "events": .object(JSONObject([.init(key: event, value: .object(JSONObject()))])),
        ]
        let token = try sign(claims, type: "logout+jwt", for: party, at: now)
        return DeliveryMessage(
            address: address, contentType: "application/x-www-form-urlencoded",
            body: Array("logout_token=\(token)".utf8), bearer: nil,
            isPublicOnly: party.isRegistered)
    }

    private func pingMessage(
        _ content: JSONValue, _ party: RelyingParty
    ) -> DeliveryMessage? {
        guard let address = party.pingEndpoint, let request = content["auth_req_id"]
        else { return nil }
        let body: JSONValue = ["auth_req_id": request]
        return DeliveryMessage(
            address: address, contentType: "application/json", body: body.serialized(),
            bearer: content["token"]?.string, isPublicOnly: party.isRegistered)
    }
}
