import LoginFlow
import Secrets
import SessionStore
import StrictJSON

extension Broker {
    /// Lets a portal take part in the sign-in that its login session leads to: the one the browser
    /// has, when the same person showed themselves again, or a new one. Another person's is over
    /// with that, and its portals are told.
    ///
    /// - Returns: `nil` when the sign-in that answered has ended since.
    func join(
        _ record: SessionRecord, _ approval: Approval, _ party: RelyingParty,
        _ code: AuthorizationCode, _ seeds: GrantSeeds, _ change: inout StoreChange
    ) throws -> (SignInID, Participant)? {
        let person = keys.person(wallet: approval.wallet, sub: approval.sub)
        var former = try record.session.request.formerSignIn.flatMap { try change.signIn($0.id) }
        if let other = former, other.signIn.person != person {
            if approval.isFromSignIn { return nil }
            try end(other, &change)
            former = nil
        }
        if former == nil && approval.isFromSignIn { return nil }
        let id = former?.signIn.id ?? seeds.signIn
        let signIn = try signIn(record, approval, id, former?.signIn, person, code, change.now)
        let known = former?.participant(party.id)
        let scopes = Set(known?.scopes ?? []).union(approval.scopes).sorted()
        let participant = Participant(
            clientID: party.id, sid: known?.sid ?? seeds.sid, scopes: scopes)
        change.effects += [.putSignIn(signIn), .join(participant, id)]
        return (id, participant)
    }

    /// The sign-in as it is from now on.
    private func signIn(
        _ record: SessionRecord, _ approval: Approval, _ id: SignInID, _ former: SignIn?,
        _ person: Digest, _ code: AuthorizationCode, _ now: Moment
    ) throws -> SignIn {
        let offline = approval.scopes.contains("offline_access") ? Self.refreshTokenLifetime : 0
        let expiry = now + max(settings.signInLifetime, offline)
        if let former, approval.isFromSignIn {
            var signIn = former
            signIn.lastAt = now
            // Being used elsewhere makes no sign-in younger.
            signIn.expiresAt = max(former.expiresAt, now + offline)
            return signIn
        }
        guard let claim = record.session.claim,
            let requester = requester(of: record)?.json.serialized()
        else { throw KeyRing.SealFailure.notOurs }
        let identity = Identity(
            approval, methods: methods(record.session, approval), claim: claim)
        return SignIn(
            id: id, cookie: Digest(of: keys.signInToken(for: code)), person: person,
            identity: try keys.seal(
                identity.json.serialized(), label: SealLabel.identity, for: id.bytes),
            requester: try keys.seal(requester, label: SealLabel.requester, for: id.bytes),
            startedAt: former?.startedAt ?? approval.at,
            authenticatedAt: max(approval.at, former?.startedAt ?? approval.at),
            lastAt: now, expiresAt: expiry)
    }

    private func end(_ joined: JoinedSignIn, _ change: inout StoreChange) throws {
        change.effects += try logouts(of: joined, at: change.now).map(StoreEffect.deliver)
        change.effects.append(.endSignIn(joined.signIn.id))
    }

    func identity(of signIn: SignIn) -> Identity? {
        guard
            let text = try? keys.open(
                signIn.identity, label: SealLabel.identity, for: signIn.id.bytes),
            let json = try? JSONValue(parsing: text)
        else { return nil }
        return Identity(json: json)
    }

    func requester(of signIn: SignIn) -> Requester? {
        guard
            let text = try? keys.open(
                signIn.requester, label: SealLabel.requester, for: signIn.id.bytes),
            let json = try? JSONValue(parsing: text)
        else { return nil }
        return Requester(json: json)
    }
}
