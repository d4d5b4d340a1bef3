import LoginFlow
import Secrets
import SessionStore
import StrictJSON

extension Broker {
    /// Lets a portal take part in the sign-in that its login session leads to: the one the browser
    /// has, when the same person showed themselves again, or a new one. Another person's is over
    /// with that, and its portals are told.
    ///
    /// What is no login ends in a verified identity: it leaves no sign-in behind, and a registration
    /// touches none. A face check counts for the sign-in that it builds on.
    ///
    /// - Returns: `nil` when the sign-in that answered, or that a step-up built on, has ended since.
    func join(
        _ record: SessionRecord, _ approval: Approval, _ party: RelyingParty,
        _ code: AuthorizationCode, _ seeds: GrantSeeds, _ change: inout StoreChange
    ) throws -> (SignIn, Participant)? {
        let person = keys.person(wallet: approval.wallet, sub: approval.sub)
        let request = record.session.request
        let buildsOnFormer = approval.isFromSignIn || request.formerSignIn?.methods.isEmpty == false
        var former =
            try request.purpose == .register
            ? nil : request.formerSignIn.flatMap { try change.signIn($0.id) }
        if let other = former, other.signIn.person != person {
            if buildsOnFormer { return nil }
            if request.purpose == .login { try end(other, &change) }
            former = nil
        }
        if former == nil && buildsOnFormer { return nil }
        let isOffline = party.hasOfflineAccess(approval.scopes, for: request.purpose)
        let offline = isOffline ? Self.refreshTokenLifetime : 0
        let signIn = try signIn(
            record, approval, former?.signIn, person, code, seeds, offline, change.now)
        let participant = participant(request, approval, former?.participant(party.id), seeds)
        if request.purpose == .login || former != nil {
            change.effects += [.putSignIn(signIn), .join(participant, signIn.id)]
        }
        return (signIn, participant)
    }

    /// What was asked this time takes this time's decision, so that a scope can be taken back.
    private func participant(
        _ request: LoginRequest, _ approval: Approval, _ known: Participant?, _ seeds: GrantSeeds
    ) -> Participant {
        let kept = Set(known?.scopes ?? []).subtracting(request.scopes.map(\.name))
        return Participant(
            clientID: request.clientID, sid: known?.sid ?? seeds.sid,
            scopes: kept.union(approval.scopes).sorted())
    }

    /// The sign-in as it is from now on. The browser keeps the cookie it has for the same person:
    /// a new one would be lost with a portal that never redeems.
    ///
    /// - Parameter offline: how long it is needed beyond the browser.
    private func signIn(
        _ record: SessionRecord, _ approval: Approval, _ former: SignIn?, _ person: Digest,
        _ code: AuthorizationCode, _ seeds: GrantSeeds, _ offline: Seconds, _ now: Moment
    ) throws -> SignIn {
        if var signIn = former, approval.isFromSignIn {
            signIn.lastAt = now
            // Being used elsewhere makes no sign-in younger.
            signIn.expiresAt = max(signIn.expiresAt, now + offline)
            return signIn
        }
        guard let claim = record.session.claim,
            let requester = requester(of: record)
        else { throw KeyRing.SealFailure.notOurs }
        let id = former?.id ?? seeds.signIn
        let identity = identity(record, approval, former, claim)
        return SignIn(
            id: id, cookie: former?.cookie ?? Digest(of: keys.signInToken(for: code)),
            person: person,
            identity: try seal(identity.json, .identity, for: id.bytes),
            requester: try seal(requester.json, .requester, for: id.bytes),
            startedAt: former?.startedAt ?? approval.at,
            authenticatedAt: authenticatedAt(record, approval, former), lastAt: now,
            expiresAt: now + max(settings.signInLifetime, offline))
    }

    /// A face check adds to what is known, and takes nothing from it.
    private func identity(
        _ record: SessionRecord, _ approval: Approval, _ former: SignIn?, _ claim: Claim
    ) -> Identity {
        let methods = methods(record.session, approval)
        if record.session.request.purpose == .faceCheck,
            var known = former.flatMap({ identity(of: $0) })
        {
            known.methods += methods.filter { !known.methods.contains($0) }
            return known
        }
        return Identity(merged(approval, former, record), methods: methods, claim: claim)
    }

    /// A step-up asks only what was missing, so it makes nothing younger that was done before.
    private func authenticatedAt(
        _ record: SessionRecord, _ approval: Approval, _ former: SignIn?
    ) -> Moment {
        guard let former else { return approval.at }
        let isStepUp = record.session.request.formerSignIn?.methods.isEmpty == false
        return isStepUp ? former.authenticatedAt : max(approval.at, former.startedAt)
    }

    /// With the terms that were accepted before, where a step-up did not ask for them again.
    private func merged(
        _ approval: Approval, _ former: SignIn?, _ record: SessionRecord
    ) -> Approval {
        guard record.session.request.formerSignIn?.satisfied.contains("terms") == true,
            let known = former.flatMap({ identity(of: $0) })
        else { return approval }
        var merged = approval
        merged.terms += known.approval.terms.filter { !approval.terms.contains($0) }
        return merged
    }

    private func end(_ joined: JoinedSignIn, _ change: inout StoreChange) throws {
        change.effects += try logouts(of: joined, at: change.now).map(StoreEffect.deliver)
        change.effects.append(.endSignIn(joined.signIn.id))
    }
}
